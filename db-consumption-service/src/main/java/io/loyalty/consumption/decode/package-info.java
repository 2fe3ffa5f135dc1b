/**
 * A record becomes rows of the batch, or a dead letter; or only some of its columns are read. What
 * the live load, replays and the proof share; knows none of them, nor Kafka's client, Avro or SQL.
 */
package io.loyalty.consumption.decode;
