/**
 * Puts records on Kafka topics and makes the topics. The only room with the Kafka client; knows
 * neither queue nor envelope, and takes keys and values as bytes.
 */
package io.loyalty.ingestion.topic;
