package io.loyalty.consumption.live;

/** The consumer group loads into another database; the message says what to do. */
final class ForeignGroupException extends RuntimeException {
  ForeignGroupException(String message) {
    super(message);
  }
}
