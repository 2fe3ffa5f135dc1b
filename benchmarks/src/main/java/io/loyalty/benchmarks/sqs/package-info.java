/**
 * Simulates a remote SQS: the real protocol (AWS JSON 1.0) with a configurable latency. This
 * package knows no contender.
 */
package io.loyalty.benchmarks.sqs;
