/**
 * From the queue to Kafka: ours, the limit and the peer, each a process of its own, in turn on the
 * same queues and broker.
 */
package io.loyalty.benchmarks.queue;
