package io.loyalty.cli.process;

/** The pipeline can't be started or go on; the message is for the person before the terminal. */
public final class StartFailedException extends RuntimeException {
  /** With a sentence. */
  public StartFailedException(String message) {
    super(message);
  }

  StartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
