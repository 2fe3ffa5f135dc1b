package io.loyalty.stream.fraud.rule;

import java.time.Duration;

/** Converts durations to the unit of event times. */
final class Micros {
  private static final long IN_MILLI = 1_000;

  private Micros() {}

  static long of(Duration duration) {
    return Math.multiplyExact(duration.toMillis(), IN_MILLI);
  }
}
