/**
 * What a user would build instead of ingestion-service: Spring Cloud AWS, json2avro, KafkaTemplate.
 * A program of its own.
 */
package io.loyalty.benchmarks.peer;
