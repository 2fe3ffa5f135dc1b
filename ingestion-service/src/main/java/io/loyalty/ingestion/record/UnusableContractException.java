package io.loyalty.ingestion.record;

/** A contract asks for what this service can't do; the message names the field and the fix. */
public final class UnusableContractException extends RuntimeException {
  UnusableContractException(String message) {
    super(message);
  }
}
