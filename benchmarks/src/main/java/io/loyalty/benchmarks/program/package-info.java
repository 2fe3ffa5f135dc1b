/** Runs other programs, each in its own JVM. This package knows nothing of their work. */
package io.loyalty.benchmarks.program;
