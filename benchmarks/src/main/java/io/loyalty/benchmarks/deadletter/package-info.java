/**
 * Measures how many dead letters are listed, previewed and redriven, and what live events pay for
 * it.
 */
package io.loyalty.benchmarks.deadletter;
