package io.loyalty.ingestion.source;

/** The source did not answer. Transient: wait and try again. */
public final class SourceUnavailableException extends RuntimeException {
  /** With what is the matter. */
  public SourceUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
