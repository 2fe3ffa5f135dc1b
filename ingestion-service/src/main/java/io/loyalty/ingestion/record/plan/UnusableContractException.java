package io.loyalty.ingestion.record.plan;

/**
 * Reports that a contract asks for what this service can't do; the message names the field and the
 * fix.
 */
public final class UnusableContractException extends RuntimeException {
  /** Creates the exception; the message is a sentence that says how to correct the contract. */
  public UnusableContractException(String message) {
    super(message);
  }
}
