package io.loyalty.cli.service;

/** A request can't be made, or is not done; the message is for the person at the terminal. */
public class RequestFailedException extends RuntimeException {
  /** Explains it in one sentence. */
  public RequestFailedException(String message) {
    super(message);
  }

  /** Explains it in one sentence, with its cause. */
  public RequestFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
