package io.loyalty.consumption.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Spreads batches over time, so that no more records than asked for pass in a second. Not
 * thread-safe.
 */
public final class SpeedLimit {
  private final Integer recordsPerSecond;
  private final Clock clock;
  private Instant free = Instant.MIN;

  /** Takes {@code recordsPerSecond}, where null is no limit. */
  public SpeedLimit(Integer recordsPerSecond, Clock clock) {
    this.recordsPerSecond = recordsPerSecond;
    this.clock = clock;
  }

  /** Returns the most records of a batch, of {@code most}: a second's worth. */
  public int batch(int most) {
    return recordsPerSecond == null ? most : Math.min(most, recordsPerSecond);
  }

  /** Notes that so many have passed. */
  public void passed(long records) {
    if (recordsPerSecond != null) {
      Instant now = clock.instant();
      Instant begin = free.isAfter(now) ? free : now;
      free = begin.plusNanos(records * 1_000_000_000L / recordsPerSecond);
    }
  }

  /** Returns how long it is until the next batch may begin. */
  public Duration left() {
    Duration left =
        free.equals(Instant.MIN) ? Duration.ZERO : Duration.between(clock.instant(), free);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
