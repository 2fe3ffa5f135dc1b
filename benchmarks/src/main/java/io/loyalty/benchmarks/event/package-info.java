/** The events that benchmarks run on. Knows no queue and no transcoder. */
package io.loyalty.benchmarks.event;
