package io.loyalty.ingestion.source.sqs.call;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells whether a call may be made directly. It is closed until a call fails, then open for a
 * second; after that one caller tries for all. If that call fails too, it stays open for twice as
 * long, up to ten minutes. Thread-safe.
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

  /** Whether the caller may make the call; it must then tell what came of it. */
  boolean allows() {
    return isClosed || isTheOneThatTries();
  }

  private synchronized boolean isTheOneThatTries() {
    if (isClosed) {
      return true;
    }
    if (isHalfOpen || nanoTime.getAsLong() - openUntil < 0) {
      return false;
    }
    isHalfOpen = true;
    return true;
  }

  /** A call succeeded; one that began before the fault says nothing. */
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

  /** A call failed; answers for how long the breaker stays open, empty if it was open already. */
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
