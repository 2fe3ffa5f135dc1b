/** Contains the command of the benchmarks. No other package imports this one. */
package io.loyalty.benchmarks;
