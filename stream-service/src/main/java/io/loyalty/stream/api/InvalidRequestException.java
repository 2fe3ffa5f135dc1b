package io.loyalty.stream.api;

/** Signals a request with a parameter that is not allowed. */
final class InvalidRequestException extends RuntimeException {
  InvalidRequestException(String message) {
    super(message);
  }
}
