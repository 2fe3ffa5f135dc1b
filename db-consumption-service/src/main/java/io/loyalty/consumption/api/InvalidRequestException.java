package io.loyalty.consumption.api;

/** Signals an invalid request; the message states the reason in one sentence. */
final class InvalidRequestException extends RuntimeException {
  InvalidRequestException(String message) {
    super(message);
  }
}
