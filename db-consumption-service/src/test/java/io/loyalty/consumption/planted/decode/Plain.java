package io.loyalty.consumption.planted.decode;

/** What the API may not know. */
public final class Plain {}
