package io.loyalty.cli.planted.proof;

/** Stands for a type that the replay package may not import. */
public final class Shown {}
