package io.loyalty.ingestion;

/** Settings that can't be right; the message says which, and what to do. */
final class BrokenSetUpException extends RuntimeException {
  BrokenSetUpException(String message) {
    super(message);
  }
}
