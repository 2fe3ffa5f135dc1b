package io.loyalty.consumption.planted.table;

/** What batch and decode may not know. */
public final class Plain {}
