package io.loyalty.ingestion.topic;

/** The broker did not answer. Transient: wait and try again. */
public final class BrokerUnavailableException extends RuntimeException {
  BrokerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
