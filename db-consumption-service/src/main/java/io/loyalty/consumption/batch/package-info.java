/**
 * Collects rows as COPY buffers, one per table and writer schema, within bounds of rows, bytes and
 * age. Knows neither SQL nor Kafka.
 */
package io.loyalty.consumption.batch;
