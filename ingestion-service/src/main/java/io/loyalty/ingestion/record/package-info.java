/**
 * Turns an event into the Avro record of its event type, or lists its violations. This is the only
 * package with Avro; it knows neither queues nor topics.
 */
package io.loyalty.ingestion.record;
