package io.loyalty.ingestion.record.plan;

/** A contract asks for what this service can't do; the message names the field and the fix. */
public final class UnusableContractException extends RuntimeException {
  /** A contract with this fault, as a sentence that says how to mend it. */
  public UnusableContractException(String message) {
    super(message);
  }
}
