package io.loyalty.cli.service;

/** A service can't answer now, and may be asked again later. */
public final class NoAnswerException extends RequestFailedException {
  NoAnswerException(String message) {
    super(message);
  }

  NoAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
