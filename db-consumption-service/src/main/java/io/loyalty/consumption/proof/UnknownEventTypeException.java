package io.loyalty.consumption.proof;

/** Signals an unknown event type; the message lists the known ones. */
public final class UnknownEventTypeException extends RuntimeException {
  UnknownEventTypeException(String message) {
    super(message);
  }
}
