package io.loyalty.cli.planted.queue;

/** Stands for a type that the sample package may not import. */
public final class Fed {}
