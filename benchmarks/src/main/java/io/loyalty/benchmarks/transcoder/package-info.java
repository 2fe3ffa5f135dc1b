/**
 * Compares JSON-to-Avro transcoders with JMH: our own, the limit and the peers. This package knows
 * no queue.
 */
package io.loyalty.benchmarks.transcoder;
