package io.loyalty.consumption.planted.load;

/** What the topic may not know. */
public final class Middle {}
