/** Programs that run beside the benchmark, each a JVM of its own. Knows nothing of what they do. */
package io.loyalty.benchmarks.program;
