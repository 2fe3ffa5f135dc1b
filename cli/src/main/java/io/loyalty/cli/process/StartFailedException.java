package io.loyalty.cli.process;

/**
 * Signals that the pipeline cannot start or continue; the message is for the user at the terminal.
 */
public final class StartFailedException extends RuntimeException {
  /** Creates the exception; the message is one sentence. */
  public StartFailedException(String message) {
    super(message);
  }

  StartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
