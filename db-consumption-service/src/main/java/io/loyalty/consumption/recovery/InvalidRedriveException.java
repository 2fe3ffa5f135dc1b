package io.loyalty.consumption.recovery;

/** Signals a redrive that can't be; the message states the reason in one sentence. */
public final class InvalidRedriveException extends RuntimeException {
  /** Takes the sentence. */
  public InvalidRedriveException(String message) {
    super(message);
  }
}
