/** The command of the benchmarks. Imported by no other package. */
package io.loyalty.benchmarks;
