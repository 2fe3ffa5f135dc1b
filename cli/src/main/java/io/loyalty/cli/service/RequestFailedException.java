package io.loyalty.cli.service;

/**
 * Signals that a request cannot be made or has failed; the message is for the user at the terminal.
 */
public class RequestFailedException extends RuntimeException {
  /** Creates the exception; the message is one sentence. */
  public RequestFailedException(String message) {
    super(message);
  }

  /** Creates the exception; the message is one sentence. */
  public RequestFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
