package io.loyalty.ingestion.queue;

/** The queue did not answer. Transient: wait and try again. */
public final class QueueUnavailableException extends RuntimeException {
  QueueUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
