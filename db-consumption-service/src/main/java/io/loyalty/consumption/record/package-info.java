/**
 * Walks a record's Avro bytes by a plan compiled from its writer schema and pushes typed values
 * into a {@link io.loyalty.consumption.record.RowSink}. Knows neither Kafka, nor batches, nor SQL,
 * nor PostgreSQL's encodings; only the ranges of its types.
 */
package io.loyalty.consumption.record;
