package io.loyalty.ingestion.queue.call;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether a kind of call is made directly: always, until one fails; then not for a second; then one
 * tries it for all. If that fails too, the next try is after twice as long, up to ten minutes.
 * Thread-safe.
 */
final class Trust {
  private static final Duration SHORTEST_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofMinutes(10);

  private final LongSupplier nanoTime;
  private volatile boolean isWhole = true;
  private Duration rest = Duration.ZERO;
  private long restsUntil;
  private boolean isTried;

  Trust(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether the caller is to try; it must then tell what came of it. */
  boolean mayTry() {
    return isWhole || isTheOneToTry();
  }

  private synchronized boolean isTheOneToTry() {
    if (isWhole) {
      return true;
    }
    if (isTried || nanoTime.getAsLong() - restsUntil < 0) {
      return false;
    }
    isTried = true;
    return true;
  }

  /** A try succeeded; one that began before the fault says nothing. */
  void succeeded() {
    if (!isWhole) {
      restore();
    }
  }

  private synchronized void restore() {
    if (isTried) {
      isTried = false;
      rest = Duration.ZERO;
      isWhole = true;
    }
  }

  /** A try failed; answers for how long there is none, unless that was known. */
  synchronized Optional<Duration> failed() {
    if (!isWhole && !isTried) {
      return Optional.empty();
    }
    rest = rest.isZero() ? SHORTEST_REST : rest.multipliedBy(2);
    if (rest.compareTo(LONGEST_REST) > 0) {
      rest = LONGEST_REST;
    }
    restsUntil = nanoTime.getAsLong() + rest.toNanos();
    isTried = false;
    isWhole = false;
    return Optional.of(rest);
  }
}
