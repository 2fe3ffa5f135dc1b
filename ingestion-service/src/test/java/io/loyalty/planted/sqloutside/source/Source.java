package io.loyalty.planted.sqloutside.source;

/** Planted: SQL in a service that has no table. */
record Source(java.sql.Connection connection) {}
