package io.loyalty.cli.planted.replay;

/** Stands for a type that the service package may not import. */
public final class Shown {}
