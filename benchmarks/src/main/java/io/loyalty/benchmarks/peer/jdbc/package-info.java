/**
 * Implements the usual alternative to db-consumption-service: spring-kafka, Avro's GenericRecord
 * and JDBC batches, as a separate program.
 */
package io.loyalty.benchmarks.peer.jdbc;
