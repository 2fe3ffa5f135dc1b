package io.loyalty.consumption.replay;

/** What is asked for can't be as things stand now; the message says in one sentence why. */
public final class ReplayConflictException extends RuntimeException {
  ReplayConflictException(String message) {
    super(message);
  }
}
