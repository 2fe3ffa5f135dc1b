/** Measures what the load pays for many event types: catching up, starting, and being idle. */
package io.loyalty.benchmarks.types;
