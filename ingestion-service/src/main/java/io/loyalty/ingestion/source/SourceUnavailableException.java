package io.loyalty.ingestion.source;

/** The source did not answer. Transient: wait and try again. */
public final class SourceUnavailableException extends RuntimeException {
  /** Creates the exception; the message states what is unavailable. */
  public SourceUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
