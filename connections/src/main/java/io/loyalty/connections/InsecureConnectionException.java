package io.loyalty.connections;

/** The settings of a connection are wrong, and the service does not start; says which and why. */
public final class InsecureConnectionException extends RuntimeException {
  InsecureConnectionException(String message) {
    super(message);
  }
}
