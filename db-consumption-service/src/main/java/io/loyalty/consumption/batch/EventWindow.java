package io.loyalty.consumption.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * Defines the window of {@code occurred_at} around the present that the warehouse accepts.
 * Immutable and thread-safe.
 *
 * @param past how far it extends into the past
 * @param future how far it extends into the future
 * @param clock the clock of the present
 */
public record EventWindow(Period past, Duration future, Clock clock) {
  private static final long MICROS = 1_000_000L;

  /**
   * Returns the bounds at this moment; call it once per batch.
   *
   * @see Bounds#accepts
   */
  public Bounds bounds() {
    Instant now = clock.instant();
    return new Bounds(
        now.atOffset(ZoneOffset.UTC).minus(past).toEpochSecond() * MICROS,
        now.plus(future).getEpochSecond() * MICROS);
  }

  /**
   * Holds the window at one moment.
   *
   * @param from the first accepted moment, in microseconds since the epoch
   * @param to the last accepted moment, in microseconds since the epoch
   */
  public record Bounds(long from, long to) {
    /** Returns whether a moment, in microseconds since the epoch, is in the window. */
    public boolean accepts(long occurredAt) {
      return occurredAt >= from && occurredAt <= to;
    }
  }
}
