package io.loyalty.ingestion.source;

/** Reports that the source did not respond. The fault is transient: wait and retry. */
public final class SourceUnavailableException extends RuntimeException {
  /** Creates the exception; the message states what is unavailable. */
  public SourceUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
