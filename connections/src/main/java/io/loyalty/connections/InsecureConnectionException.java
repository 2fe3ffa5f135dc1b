package io.loyalty.connections;

/**
 * Signals invalid settings of a connection, which stop the start; the message names the setting and
 * the reason.
 */
public final class InsecureConnectionException extends RuntimeException {
  InsecureConnectionException(String message) {
    super(message);
  }
}
