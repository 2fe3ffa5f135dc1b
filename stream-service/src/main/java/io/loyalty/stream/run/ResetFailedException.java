package io.loyalty.stream.run;

/** Signals a reset that Kafka did not take, as far as is known; the message is one sentence. */
public final class ResetFailedException extends RuntimeException {
  ResetFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
