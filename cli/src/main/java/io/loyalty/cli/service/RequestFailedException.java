package io.loyalty.cli.service;

/** A service did not do what it was asked; the message is for the person before the terminal. */
public class RequestFailedException extends RuntimeException {
  /** With a sentence. */
  public RequestFailedException(String message) {
    super(message);
  }

  RequestFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
