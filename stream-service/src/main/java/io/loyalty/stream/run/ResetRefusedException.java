package io.loyalty.stream.run;

/** Signals a reset after which results would not be the same; the message is one sentence. */
public final class ResetRefusedException extends RuntimeException {
  ResetRefusedException(String message) {
    super(message);
  }
}
