/**
 * Measures the time from when an event is due to be sent to its visible row, through both services
 * at a constant rate.
 */
package io.loyalty.benchmarks.freshness;
