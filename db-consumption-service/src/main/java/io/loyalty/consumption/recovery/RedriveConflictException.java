package io.loyalty.consumption.recovery;

/** Signals a request that the state of a redrive does not allow, and names the state. */
public final class RedriveConflictException extends RuntimeException {
  RedriveConflictException(String message) {
    super(message);
  }
}
