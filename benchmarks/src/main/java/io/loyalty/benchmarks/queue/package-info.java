/**
 * Measures the way from the queue to Kafka: the service, the limit and the peer, each in its own
 * process, in turn on the same queues and broker.
 */
package io.loyalty.benchmarks.queue;
