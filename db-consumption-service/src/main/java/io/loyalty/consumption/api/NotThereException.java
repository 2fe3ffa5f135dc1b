package io.loyalty.consumption.api;

/** The requested resource does not exist. */
final class NotThereException extends RuntimeException {
  NotThereException(String message) {
    super(message);
  }
}
