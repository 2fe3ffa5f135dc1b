package io.loyalty.stream.api;

/** Signals a request for something that this instance will never have. */
final class NotThereException extends RuntimeException {
  NotThereException(String message) {
    super(message);
  }
}
