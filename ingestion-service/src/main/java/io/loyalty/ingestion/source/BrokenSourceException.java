package io.loyalty.ingestion.source;

/**
 * Reports that the source can't be read until an operator repairs the setup; the message says what
 * to do.
 */
public final class BrokenSourceException extends RuntimeException {
  /** Creates the exception; the message is a sentence that says what to do. */
  public BrokenSourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
