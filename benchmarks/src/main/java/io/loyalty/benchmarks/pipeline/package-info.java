/**
 * Runs the whole pipeline, and a console on it: the services as processes on a local stack of their
 * own.
 */
package io.loyalty.benchmarks.pipeline;
