package io.loyalty.consumption.api;

/** Only one may run at a time, and one runs; the message says in one sentence which. */
final class AlreadyRunningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AlreadyRunningException(String message) {
    super(message);
  }
}
