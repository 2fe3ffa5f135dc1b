/**
 * Collects rows in COPY buffers, one per table and writer schema, within limits of rows, bytes and
 * age. This package knows neither SQL nor Kafka.
 */
package io.loyalty.consumption.batch;
