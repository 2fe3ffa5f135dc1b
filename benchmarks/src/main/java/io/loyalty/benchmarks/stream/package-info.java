/**
 * Measures the stages of stream-service: each as a process against a plain exactly-once loop over
 * the same records, in turn.
 */
package io.loyalty.benchmarks.stream;
