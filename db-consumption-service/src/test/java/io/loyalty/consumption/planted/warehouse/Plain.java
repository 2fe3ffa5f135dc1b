package io.loyalty.consumption.planted.warehouse;

/** What batch and decode may not know. */
public final class Plain {}
