package io.loyalty.localstack;

/**
 * The stack could not be started or changed; the message is one sentence for the person before it.
 */
public class LocalStackException extends RuntimeException {
  LocalStackException(String message) {
    super(message);
  }

  LocalStackException(String message, Throwable cause) {
    super(message, cause);
  }
}
