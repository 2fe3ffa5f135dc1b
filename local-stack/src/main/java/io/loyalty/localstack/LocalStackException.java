package io.loyalty.localstack;

/**
 * Signals that the stack could not be started or changed; the message is one sentence for the user.
 */
public class LocalStackException extends RuntimeException {
  LocalStackException(String message) {
    super(message);
  }

  LocalStackException(String message, Throwable cause) {
    super(message, cause);
  }
}
