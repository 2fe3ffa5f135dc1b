package io.loyalty.cli.queue;

/** Sending can't go on; the message is one sentence for the person before the terminal. */
public final class SendFailedException extends RuntimeException {
  /** With a sentence. */
  public SendFailedException(String message) {
    super(message);
  }

  public SendFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
