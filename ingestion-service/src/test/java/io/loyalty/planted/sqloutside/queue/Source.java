package io.loyalty.planted.sqloutside.queue;

/** Planted: SQL in a service that has no table. */
record Source(java.sql.Connection connection) {}
