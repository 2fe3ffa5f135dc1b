/**
 * Reads the topics as byte arrays: assignment, positions, topic ids and epochs. Only this package
 * uses the Kafka client; it knows neither the meaning nor the target of the bytes.
 */
package io.loyalty.consumption.topic;
