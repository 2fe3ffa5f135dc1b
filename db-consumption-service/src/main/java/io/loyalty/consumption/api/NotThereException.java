package io.loyalty.consumption.api;

/** Signals that the requested resource does not exist. */
public final class NotThereException extends RuntimeException {
  /** Takes the sentence. */
  public NotThereException(String message) {
    super(message);
  }
}
