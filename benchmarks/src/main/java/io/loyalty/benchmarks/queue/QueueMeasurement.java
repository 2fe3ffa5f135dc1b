package io.loyalty.benchmarks.queue;

import java.time.Duration;

/**
 * Describes one run of one contender on one queue.
 *
 * @param events the number of events
 * @param took the time until the last message was deleted
 * @param cpu the processor time of the contender's process
 */
public record QueueMeasurement(int events, Duration took, Duration cpu) {
  private static final double MILLION = 1e6;

  /** Returns the events per second. */
  public double rate() {
    return events / (took.toNanos() / 1e9);
  }

  /** Returns the processor seconds per million events. */
  public double cpuSecondsOfAMillion() {
    return cpu.toNanos() / 1e9 * MILLION / events;
  }
}
