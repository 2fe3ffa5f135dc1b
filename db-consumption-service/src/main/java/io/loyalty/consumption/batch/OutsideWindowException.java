package io.loyalty.consumption.batch;

/**
 * Signals a record whose {@code occurred_at} is outside the {@link EventWindow}; the batch is
 * unchanged, and the load makes the record a dead letter.
 */
public final class OutsideWindowException extends RuntimeException {
  /** Creates the exception; the message states the bounds. */
  public OutsideWindowException(String message) {
    super(message);
  }
}
