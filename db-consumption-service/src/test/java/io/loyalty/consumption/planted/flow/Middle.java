package io.loyalty.consumption.planted.flow;

/** What the topic may not know. */
public final class Middle {}
