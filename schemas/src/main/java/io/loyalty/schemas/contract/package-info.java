/**
 * Reads the Avro files into event types and derives the topic, subject, key and table names of
 * each. This package is the only reader of Avro attributes and depends on neither Kafka nor SQL.
 */
package io.loyalty.schemas.contract;
