/** What is made of measurements. Knows nothing of what was measured. */
package io.loyalty.benchmarks.figure;
