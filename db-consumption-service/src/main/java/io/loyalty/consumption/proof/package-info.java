/**
 * Reconciles the log with the warehouse: what became of every offset, and which are not accounted
 * for. Changes nothing but its own records; knows nothing of Kafka's client, Avro or SQL.
 */
package io.loyalty.consumption.proof;
