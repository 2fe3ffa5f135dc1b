/**
 * Measures the console on a running pipeline: what its viewers cost the services, and how long its
 * pages take.
 */
package io.loyalty.benchmarks.console;
