package io.loyalty.consumption.proof;

/** There is no event type of that name; the message lists the names. */
public final class UnknownEventTypeException extends RuntimeException {
  UnknownEventTypeException(String message) {
    super(message);
  }
}
