package io.loyalty.consumption.batch;

/**
 * The record's {@code occurred_at} is outside the {@link EventWindow}: thrown when it is added, and
 * leaves the batch as it was. The load makes it a dead letter.
 */
public final class OutsideWindowException extends RuntimeException {
  /** States the bounds. */
  public OutsideWindowException(String message) {
    super(message);
  }
}
