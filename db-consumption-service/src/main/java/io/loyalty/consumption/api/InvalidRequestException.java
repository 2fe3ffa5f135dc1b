package io.loyalty.consumption.api;

/** A request is not valid; the message says why in one sentence. */
final class InvalidRequestException extends RuntimeException {
  InvalidRequestException(String message) {
    super(message);
  }
}
