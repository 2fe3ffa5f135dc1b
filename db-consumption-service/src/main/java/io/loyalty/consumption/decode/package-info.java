/**
 * A record becomes rows of the batch, or a dead letter. The step that the live load and replays
 * share; knows neither of them, nor Kafka's client, Avro or SQL.
 */
package io.loyalty.consumption.decode;
