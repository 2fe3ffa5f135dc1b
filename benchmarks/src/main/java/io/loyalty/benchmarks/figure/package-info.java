/** Summarises measurements. This package knows nothing of their subject. */
package io.loyalty.benchmarks.figure;
