package io.loyalty.consumption.warehouse;

/**
 * The database can't now. Transient: nothing was loaded, or it is not known; wait, then read the
 * stored offsets again.
 */
public final class DatabaseUnavailableException extends RuntimeException {
  DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
