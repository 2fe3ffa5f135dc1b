package io.loyalty.benchmarks.queue;

import java.time.Duration;

/**
 * One queue emptied by one contender.
 *
 * @param events how many there were
 * @param took until the last was deleted
 * @param cpu processor time of the contender's process
 */
public record Run(int events, Duration took, Duration cpu) {
  private static final double MILLION = 1e6;

  /** Events a second. */
  public double rate() {
    return events / (took.toNanos() / 1e9);
  }

  /** Processor seconds of a million events. */
  public double cpuSecondsOfAMillion() {
    return cpu.toNanos() / 1e9 * MILLION / events;
  }
}
