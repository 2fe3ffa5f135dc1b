package io.loyalty.consumption.api;

/** What is asked for is not there. */
final class NotThereException extends RuntimeException {
  NotThereException(String message) {
    super(message);
  }
}
