/** Runs the whole pipeline: both services as processes on a local stack of their own. */
package io.loyalty.benchmarks.pipeline;
