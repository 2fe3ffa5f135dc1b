package io.loyalty.consumption.holds;

/** A decision that can't be taken; the message says why. */
public final class HoldDecisionException extends RuntimeException {
  HoldDecisionException(String message) {
    super(message);
  }
}
