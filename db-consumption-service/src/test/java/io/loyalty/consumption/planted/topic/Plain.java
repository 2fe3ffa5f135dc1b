package io.loyalty.consumption.planted.topic;

/** What the table may not know. */
public final class Plain {}
