/**
 * What a user would build instead of db-consumption-service: spring-kafka, Avro's GenericRecord and
 * JDBC batches. A program of its own.
 */
package io.loyalty.benchmarks.peer.jdbc;
