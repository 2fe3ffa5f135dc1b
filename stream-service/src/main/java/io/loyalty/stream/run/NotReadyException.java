package io.loyalty.stream.run;

/** Signals that something which a stage needs is not there yet: wait and try again. */
final class NotReadyException extends RuntimeException {
  NotReadyException(String message) {
    super(message);
  }

  NotReadyException(String message, Throwable cause) {
    super(message, cause);
  }
}
