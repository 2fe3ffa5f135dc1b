package io.loyalty.consumption.planted.replay;

/** What the live load and the proof may not know. */
public final class Plain {}
