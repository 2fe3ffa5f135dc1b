package io.loyalty.ingestion.record;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** When an event may have occurred, seen from now. Reckoned once per millisecond at most. */
final class AcceptedWindow {
  private final RecordProperties properties;
  private final Clock clock;
  private long reckonedAtMillis = Long.MIN_VALUE;
  private Instant earliest;
  private Instant latest;
  private long earliestMicros;
  private long latestMicros;

  AcceptedWindow(RecordProperties properties, Clock clock) {
    this.properties = properties;
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
      earliest = now.atZone(ZoneOffset.UTC).minus(properties.acceptedPast()).toInstant();
      latest = now.plus(properties.acceptedFuture());
      earliestMicros = micros(earliest);
      latestMicros = micros(latest);
      reckonedAtMillis = millis;
    }
  }

  /** Microseconds since 1970-01-01T00:00Z; what is finer is cut off. */
  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000), instant.getNano() / 1_000);
  }
}
