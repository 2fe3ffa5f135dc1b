/** From SendMessage to a row that everyone sees: both services, at a steady rate. */
package io.loyalty.benchmarks.freshness;
