package io.loyalty.ingestion.queue;

/** The queue can't be read until somebody repairs the set-up; the message says what to do. */
public final class BrokenQueueException extends RuntimeException {
  BrokenQueueException(String message, Throwable cause) {
    super(message, cause);
  }
}
