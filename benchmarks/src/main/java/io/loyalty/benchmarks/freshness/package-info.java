/**
 * Measures the time from SendMessage to a visible row, through both services at a constant rate.
 */
package io.loyalty.benchmarks.freshness;
