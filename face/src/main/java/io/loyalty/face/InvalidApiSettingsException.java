package io.loyalty.face;

/**
 * Signals invalid settings of the HTTP API, which stop the start; the message names the setting and
 * the reason.
 */
public final class InvalidApiSettingsException extends RuntimeException {
  InvalidApiSettingsException(String message) {
    super(message);
  }
}
