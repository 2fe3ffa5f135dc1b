package io.loyalty.consumption.api;

/** Signals an invalid request; the message states the reason in one sentence. */
public final class InvalidRequestException extends RuntimeException {
  /** Takes the sentence. */
  public InvalidRequestException(String message) {
    super(message);
  }
}
