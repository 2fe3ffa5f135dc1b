package io.loyalty.consumption.warehouse.sql;

/**
 * Signals that the database is not set up as the load needs it; the message names the fault and the
 * remedy.
 */
public final class BrokenSetupException extends RuntimeException {
  public BrokenSetupException(String message, Throwable cause) {
    super(message, cause);
  }
}
