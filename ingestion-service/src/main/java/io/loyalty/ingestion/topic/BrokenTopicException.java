package io.loyalty.ingestion.topic;

/**
 * Reports that the topics can't be written until an operator repairs the setup; the message says
 * what to do.
 */
public final class BrokenTopicException extends RuntimeException {
  BrokenTopicException(String message) {
    super(message);
  }

  BrokenTopicException(String message, Throwable cause) {
    super(message, cause);
  }
}
