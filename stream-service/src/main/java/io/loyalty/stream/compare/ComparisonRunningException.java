package io.loyalty.stream.compare;

/** Signals that another comparison runs on this instance. */
public final class ComparisonRunningException extends RuntimeException {
  ComparisonRunningException() {
    super("another comparison runs on this instance; try again when it has ended");
  }
}
