/**
 * Implements the usual alternative to ingestion-service: Spring Cloud AWS, json2avro and
 * KafkaTemplate, as a separate program.
 */
package io.loyalty.benchmarks.peer;
