package io.loyalty.consumption.api;

/** A request asks for what can't be; the message says in one sentence why. */
final class InvalidRequestException extends RuntimeException {
  InvalidRequestException(String message) {
    super(message);
  }
}
