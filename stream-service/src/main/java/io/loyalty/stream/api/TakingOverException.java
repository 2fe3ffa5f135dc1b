package io.loyalty.stream.api;

import org.jspecify.annotations.Nullable;

/** Signals that no instance can answer at the moment, because a stage starts or is taken over. */
final class TakingOverException extends RuntimeException {
  TakingOverException(String message) {
    super(message);
  }

  TakingOverException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
