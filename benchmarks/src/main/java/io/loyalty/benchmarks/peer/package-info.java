/**
 * Implements the usual alternatives to ingestion-service, each as a separate program: Spring Cloud
 * AWS with KafkaTemplate, and the SDK's client with a KafkaProducer, both with json2avro.
 */
package io.loyalty.benchmarks.peer;
