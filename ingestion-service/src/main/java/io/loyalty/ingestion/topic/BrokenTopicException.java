package io.loyalty.ingestion.topic;

/** The topics can't be written until somebody repairs the set-up; the message says what to do. */
public final class BrokenTopicException extends RuntimeException {
  BrokenTopicException(String message) {
    super(message);
  }

  BrokenTopicException(String message, Throwable cause) {
    super(message, cause);
  }
}
