package io.loyalty.consumption.warehouse.recovery;

/** Signals that no dead letter can be chosen; the message states the reason in one sentence. */
public final class NothingChosenException extends RuntimeException {
  NothingChosenException(String message) {
    super(message);
  }
}
