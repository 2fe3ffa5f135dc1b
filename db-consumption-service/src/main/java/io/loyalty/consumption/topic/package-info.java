/**
 * Reads the topics as byte arrays: assignment, positions, topic ids and epochs. The only room with
 * the Kafka client; knows neither what the bytes mean nor where they go.
 */
package io.loyalty.consumption.topic;
