package io.loyalty.consumption.planted.warehouse.load;

/** What batch and decode may not know. */
public final class Plain {}
