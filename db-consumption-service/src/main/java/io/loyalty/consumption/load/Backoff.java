package io.loyalty.consumption.load;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Times the waits between retries, which double up to a limit until something has worked again. Not
 * thread-safe.
 */
final class Backoff {
  /**
   * Limits how many reasons are logged, since one that is worded differently each time must not
   * fill the log.
   */
  private static final int MOST_REASONS = 10;

  private final Clock clock;
  private final Set<String> told = new HashSet<>();
  private final ExponentialBackOff growth;
  private BackOffExecution waits;
  private Instant until = Instant.MIN;
  private String reason;

  Backoff(FlowProperties times, Clock clock) {
    this.clock = clock;
    this.growth = new ExponentialBackOff(Math.max(1, times.backOff().toMillis()), 2);
    this.growth.setMaxInterval(Math.max(1, times.backOffMost().toMillis()));
    this.waits = growth.start();
  }

  /** Begins a wait; returns whether its reason is new since something last worked. */
  boolean begin(String because) {
    until = clock.instant().plusMillis(waits.nextBackOff());
    reason = because;
    return told.size() < MOST_REASONS && told.add(because);
  }

  boolean isWaiting() {
    return clock.instant().isBefore(until);
  }

  /** Returns the rest of the wait. */
  Duration left() {
    Duration left = Duration.between(clock.instant(), until);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Returns the reason, from the first fault until something has worked; otherwise null. */
  String reason() {
    return reason;
  }

  /** Records that something has worked; returns whether there was a fault before. */
  boolean reset() {
    boolean had = reason != null;
    reason = null;
    told.clear();
    waits = growth.start();
    return had;
  }
}
