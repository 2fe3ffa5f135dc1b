package io.loyalty.cli.queue;

/**
 * Signals that sending cannot continue; the message is one sentence for the user at the terminal.
 */
public final class SendFailedException extends RuntimeException {
  /** Creates the exception; the message is one sentence. */
  public SendFailedException(String message) {
    super(message);
  }

  public SendFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
