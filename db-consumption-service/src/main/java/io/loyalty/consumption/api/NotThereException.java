package io.loyalty.consumption.api;

/** Signals that the requested resource does not exist. */
final class NotThereException extends RuntimeException {
  NotThereException(String message) {
    super(message);
  }
}
