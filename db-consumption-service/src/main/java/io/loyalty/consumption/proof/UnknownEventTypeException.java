package io.loyalty.consumption.proof;

/** Nobody knows an event type of that name; the message says which there are. */
public final class UnknownEventTypeException extends RuntimeException {
  UnknownEventTypeException(String message) {
    super(message);
  }
}
