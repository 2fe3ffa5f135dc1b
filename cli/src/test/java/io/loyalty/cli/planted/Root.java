package io.loyalty.cli.planted;

/** What no room may know. */
public final class Root {}
