package io.loyalty.ingestion.source.sqs.call;

/** Reports that a direct call failed: the SDK repeats it, and reports what is wrong. */
final class DirectCallException extends Exception {
  private static final long serialVersionUID = 1L;

  DirectCallException(String message) {
    super(message);
  }

  DirectCallException(String message, Exception cause) {
    super(message, cause);
  }
}
