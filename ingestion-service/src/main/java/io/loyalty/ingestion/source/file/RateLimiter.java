package io.loyalty.ingestion.source.file;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits the rate of lines. Time that was not used is not made up for, except for a tenth of a
 * second, since waits end late. Not thread-safe.
 */
final class RateLimiter {
  private static final int STEPS_PER_SECOND = 20;
  private static final long MADE_UP_FOR = TimeUnit.MILLISECONDS.toNanos(100);

  private final int perSecond;
  private final LongSupplier nanos;
  private long next;

  /** Creates a limiter for this number of lines a second; 0 for no limit. */
  RateLimiter(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
    this.next = nanos.getAsLong();
  }

  /** Returns the most lines to take in one step. */
  int step(int most) {
    return perSecond == 0 ? most : Math.min(most, Math.max(1, perSecond / STEPS_PER_SECOND));
  }

  /** Returns how long to wait before the next step. */
  Duration pause() {
    return perSecond == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, next - nanos.getAsLong()));
  }

  /** Records that lines were taken. */
  void took(int lines) {
    if (perSecond > 0) {
      long earliest = nanos.getAsLong() - MADE_UP_FOR;
      next = (next - earliest < 0 ? earliest : next);
      next += lines * TimeUnit.SECONDS.toNanos(1) / perSecond;
    }
  }
}
