package io.loyalty.consumption.warehouse.sql;

/** The database is not as the load needs it; the message says what and how to mend it. */
public final class BrokenSetupException extends RuntimeException {
  public BrokenSetupException(String message, Throwable cause) {
    super(message, cause);
  }
}
