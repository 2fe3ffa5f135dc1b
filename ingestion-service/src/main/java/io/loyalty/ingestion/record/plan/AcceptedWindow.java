package io.loyalty.ingestion.record.plan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * Says when an event may have occurred, relative to now. It is computed once per millisecond at
 * most.
 */
public final class AcceptedWindow {
  private final Period past;
  private final Duration future;
  private final Clock clock;
  private long reckonedAtMillis = Long.MIN_VALUE;
  private Instant earliest;
  private Instant latest;
  private long earliestMicros;
  private long latestMicros;

  /** Creates a window that begins {@code past} before now and ends {@code future} after it. */
  public AcceptedWindow(Period past, Duration future, Clock clock) {
    this.past = past;
    this.future = future;
    this.clock = clock;
  }

  boolean accepts(long epochMicros) {
    reckon();
    return epochMicros >= earliestMicros && epochMicros <= latestMicros;
  }

  String text() {
    reckon();
    return "from %s to %s".formatted(earliest, latest);
  }

  private void reckon() {
    long millis = clock.millis();
    if (millis != reckonedAtMillis) {
      Instant now = Instant.ofEpochMilli(millis);
      earliest = now.atZone(ZoneOffset.UTC).minus(past).toInstant();
      latest = now.plus(future);
      earliestMicros = micros(earliest);
      latestMicros = micros(latest);
      reckonedAtMillis = millis;
    }
  }

  /** Returns microseconds since 1970-01-01T00:00Z, truncated. */
  public static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000), instant.getNano() / 1_000);
  }
}
