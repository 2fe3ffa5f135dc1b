package io.loyalty.consumption;

/** Settings of several rooms that don't fit each other. */
final class InvalidSetupException extends RuntimeException {
  InvalidSetupException(String message) {
    super(message);
  }
}
