/**
 * The loop of every load: poll, decode, collect, write, settle; holds a partition and resumes it.
 * Knows nothing of Kafka's client, Avro or SQL, nor of who loads: {@link
 * io.loyalty.consumption.load.Places} tells it which records.
 */
package io.loyalty.consumption.load;
