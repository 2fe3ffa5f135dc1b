package io.loyalty.ingestion.record;

/** A text is no contract that events can be validated against; the message says why. */
public final class UnusableCandidateException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableCandidateException(String message, Throwable cause) {
    super(message, cause);
  }
}
