package io.loyalty.consumption.lookup;

/** Signals a look-up that cannot be answered; the message states the reason in one sentence. */
public final class InvalidLookupException extends RuntimeException {
  InvalidLookupException(String message) {
    super(message);
  }
}
