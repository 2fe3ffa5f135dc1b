package io.loyalty.cli.planted.proof;

/** What a replay may not know. */
public final class Shown {}
