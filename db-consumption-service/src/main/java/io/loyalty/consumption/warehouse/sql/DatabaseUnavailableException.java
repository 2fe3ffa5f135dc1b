package io.loyalty.consumption.warehouse.sql;

/**
 * The database can't now. Transient: nothing was loaded, or it is not known; wait, then read the
 * stored offsets again.
 */
public final class DatabaseUnavailableException extends RuntimeException {
  public DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
