package io.loyalty.ingestion.source.file;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Measures the lines a second between its last two measurements. One thread measures, others read.
 */
final class Speed {
  private final LongSupplier nanos;
  private long since;
  private long before;
  private volatile double perSecond;

  Speed(LongSupplier nanos) {
    this.nanos = nanos;
    this.since = nanos.getAsLong();
  }

  void at(long lines) {
    long now = nanos.getAsLong();
    perSecond = (lines - before) * (double) TimeUnit.SECONDS.toNanos(1) / Math.max(1, now - since);
    since = now;
    before = lines;
  }

  double perSecond() {
    return perSecond;
  }
}
