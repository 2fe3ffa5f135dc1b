/**
 * A stand-in for SQS at a distance: the real protocol (AWS JSON 1.0), answers after a settable
 * delay. Knows no contender.
 */
package io.loyalty.benchmarks.sqs;
