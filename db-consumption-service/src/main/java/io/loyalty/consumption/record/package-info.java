/**
 * Decodes a record's Avro bytes with a plan compiled from its writer schema, and pushes typed
 * values into a {@link io.loyalty.consumption.record.RowSink}. This package knows neither Kafka,
 * nor batches, nor SQL, nor PostgreSQL's encodings; only the ranges of its types.
 */
package io.loyalty.consumption.record;
