package io.loyalty.consumption.run;

import java.time.Duration;

/**
 * Holds the times of a worker.
 *
 * @param lease the time after which the run of a failed worker is taken over
 * @param poll how often a worker looks for a run, and renews the lease of its own
 * @param retry how long it waits after a fault
 */
public record RunTimes(Duration lease, Duration poll, Duration retry) {
  /** Checks that the times fit each other; {@code prefix} is that of their keys. */
  public static RunTimes checked(String prefix, Duration lease, Duration poll, Duration retry) {
    if (poll.isZero() || poll.isNegative() || retry.isZero() || retry.isNegative()) {
      throw new IllegalArgumentException(
          "%s.poll (%s) and retry (%s) must be more than 0".formatted(prefix, poll, retry));
    }
    if (lease.compareTo(poll.multipliedBy(3)) < 0) {
      throw new IllegalArgumentException(
          "%s.lease (%s) must be at least three times poll (%s)".formatted(prefix, lease, poll));
    }
    return new RunTimes(lease, poll, retry);
  }
}
