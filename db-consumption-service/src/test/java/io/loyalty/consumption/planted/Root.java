package io.loyalty.consumption.planted;

/** The root that no room may import. */
public final class Root {}
