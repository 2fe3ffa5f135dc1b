package io.loyalty.stream.api;

/** Signals that no instance can answer at the moment, because a stage starts or is taken over. */
final class TakingOverException extends RuntimeException {
  TakingOverException(String message) {
    super(message);
  }

  TakingOverException(String message, Throwable cause) {
    super(message, cause);
  }
}
