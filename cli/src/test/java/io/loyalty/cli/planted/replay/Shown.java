package io.loyalty.cli.planted.replay;

/** What the service may not know. */
public final class Shown {}
