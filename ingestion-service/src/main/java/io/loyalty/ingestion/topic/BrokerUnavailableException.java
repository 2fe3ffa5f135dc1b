package io.loyalty.ingestion.topic;

/** Reports that the broker did not respond. The fault is transient: wait and retry. */
public final class BrokerUnavailableException extends RuntimeException {
  BrokerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
