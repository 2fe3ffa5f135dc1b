/**
 * Measures the load from Kafka to the warehouse: the service, the limit and the peers, in turn on
 * the same rows, tables and server.
 */
package io.loyalty.benchmarks.load;
