package io.loyalty.consumption.proof;

/**
 * Signals that the reconciliation is impossible at the moment, because Kafka, the registry or the
 * database does not respond.
 */
public final class ProofUnavailableException extends RuntimeException {
  ProofUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
