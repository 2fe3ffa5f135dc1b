package io.loyalty.console.login;

/** Signals settings with which the console must not start; the message says what to change. */
public final class InvalidSettingsException extends RuntimeException {
  InvalidSettingsException(String message) {
    super(message);
  }
}
