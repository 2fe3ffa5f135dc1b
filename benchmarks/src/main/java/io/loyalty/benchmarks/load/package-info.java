/**
 * From Kafka to the warehouse: ours, the limit and the peers, in turn on the same rows, tables and
 * server.
 */
package io.loyalty.benchmarks.load;
