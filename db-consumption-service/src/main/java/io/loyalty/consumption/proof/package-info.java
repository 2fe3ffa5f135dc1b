/**
 * Reconciles the log with the warehouse: it determines the outcome of every offset and lists those
 * without one. It changes only its own records; it uses neither Kafka's client, nor Avro, nor SQL.
 */
package io.loyalty.consumption.proof;
