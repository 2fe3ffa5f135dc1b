package io.loyalty.consumption.planted.batch;

/** What record and dead letter may not know. */
public final class Plain {}
