package io.loyalty.face;

/** The settings of the HTTP API are wrong, and the service does not start; says which and why. */
public final class InvalidApiSettingsException extends RuntimeException {
  InvalidApiSettingsException(String message) {
    super(message);
  }
}
