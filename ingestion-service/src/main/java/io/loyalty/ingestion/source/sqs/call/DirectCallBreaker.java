package io.loyalty.ingestion.source.sqs.call;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Is the circuit breaker of direct calls. It is closed until a call fails, then open for a second;
 * after that, one call is tried. If that fails as well, the breaker stays open twice as long, up to
 * ten minutes. Thread-safe.
 */
final class DirectCallBreaker {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final LongSupplier nanoTime;
  private volatile boolean isClosed = true;
  private Duration openFor = Duration.ZERO;
  private long openUntil;
  private boolean isHalfOpen;

  DirectCallBreaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Returns whether the caller may make the call; the caller must then report its outcome. */
  boolean allows() {
    return isClosed || isTrial();
  }

  private synchronized boolean isTrial() {
    if (isClosed) {
      return true;
    }
    if (isHalfOpen || nanoTime.getAsLong() - openUntil < 0) {
      return false;
    }
    isHalfOpen = true;
    return true;
  }

  /** Records a successful call; one that began before the fault changes nothing. */
  void succeeded() {
    if (!isClosed) {
      close();
    }
  }

  private synchronized void close() {
    if (isHalfOpen) {
      isHalfOpen = false;
      openFor = Duration.ZERO;
      isClosed = true;
    }
  }

  /**
   * Records a failed call; returns how long the breaker stays open, or empty if it was open before.
   */
  synchronized Optional<Duration> failed() {
    if (!isClosed && !isHalfOpen) {
      return Optional.empty();
    }
    openFor = openFor.isZero() ? SHORTEST : openFor.multipliedBy(2);
    if (openFor.compareTo(LONGEST) > 0) {
      openFor = LONGEST;
    }
    openUntil = nanoTime.getAsLong() + openFor.toNanos();
    isHalfOpen = false;
    isClosed = false;
    return Optional.of(openFor);
  }
}
