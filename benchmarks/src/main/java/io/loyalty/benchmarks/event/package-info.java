/** Provides the events of benchmarks. This package knows no queue and no transcoder. */
package io.loyalty.benchmarks.event;
