/**
 * Publishes records to Kafka, and creates the topics. This is the only package with Kafka's client;
 * it knows neither queues nor envelopes, and takes keys and values as bytes.
 */
package io.loyalty.ingestion.topic;
