package io.loyalty.consumption.replay;

/** A replay that can't be; the message says in one sentence why. */
public final class InvalidReplayException extends RuntimeException {
  /** Says why. */
  public InvalidReplayException(String message) {
    super(message);
  }
}
