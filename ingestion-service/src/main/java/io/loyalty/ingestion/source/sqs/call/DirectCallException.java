package io.loyalty.ingestion.source.sqs.call;

/** A direct call went wrong; the SDK is to make it, and to say what is wrong. */
final class DirectCallException extends Exception {
  private static final long serialVersionUID = 1L;

  DirectCallException(String message) {
    super(message);
  }

  DirectCallException(String message, Exception cause) {
    super(message, cause);
  }
}
