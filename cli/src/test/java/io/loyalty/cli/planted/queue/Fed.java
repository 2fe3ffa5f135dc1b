package io.loyalty.cli.planted.queue;

/** What the sample may not know. */
public final class Fed {}
