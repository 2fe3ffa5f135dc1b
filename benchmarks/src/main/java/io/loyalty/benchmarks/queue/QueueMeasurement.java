package io.loyalty.benchmarks.queue;

import java.time.Duration;

/**
 * Describes one run of one contender on one queue.
 *
 * @param events the number of events
 * @param took the time until the last message was deleted
 * @param cpu the processor time of the contender's process
 * @param broker the processor time of the benchmark's JVM alone, in which the broker runs
 */
public record QueueMeasurement(int events, Duration took, Duration cpu, Duration broker) {
  private static final double MILLION = 1e6;

  /** Returns the events per second. */
  public double rate() {
    return events / (took.toNanos() / 1e9);
  }

  /** Returns the processor seconds per million events. */
  public double cpuSecondsOfAMillion() {
    return ofAMillion(cpu);
  }

  /** Returns the processor seconds per million events of the JVM with the broker. */
  public double brokerSecondsOfAMillion() {
    return ofAMillion(broker);
  }

  private double ofAMillion(Duration time) {
    return time.toNanos() / 1e9 * MILLION / events;
  }
}
