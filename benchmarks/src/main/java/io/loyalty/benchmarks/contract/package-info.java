/** Makes contracts of many event types, and their events. This package knows no service. */
package io.loyalty.benchmarks.contract;
