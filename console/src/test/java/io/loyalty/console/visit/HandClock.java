package io.loyalty.console.visit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until a test turns it. Thread-safe. */
public final class HandClock extends Clock {
  private final AtomicReference<Instant> now;

  /** Sets the clock to a time. */
  public HandClock(String time) {
    now = new AtomicReference<>(Instant.parse(time));
  }

  /** Turns the clock on. */
  public void turn(Duration by) {
    now.updateAndGet(time -> time.plus(by));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
