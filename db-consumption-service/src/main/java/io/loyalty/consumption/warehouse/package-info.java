/**
 * The only wing with SQL: the load transaction, replays, the proof's questions, dead letters and
 * the tables themselves, each in a room of its own. Knows neither Kafka nor Avro.
 */
package io.loyalty.consumption.warehouse;
