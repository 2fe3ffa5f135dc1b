package io.loyalty.cli.planted;

/** Stands for a root type that no package may import. */
public final class Root {}
