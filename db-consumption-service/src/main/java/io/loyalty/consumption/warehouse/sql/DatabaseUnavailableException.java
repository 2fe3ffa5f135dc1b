package io.loyalty.consumption.warehouse.sql;

/**
 * Signals that the database is unavailable. The fault is transient, and the outcome of the last
 * write may be unknown: wait, then read the stored offsets again.
 */
public final class DatabaseUnavailableException extends RuntimeException {
  public DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
