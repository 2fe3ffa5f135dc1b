package io.loyalty.consumption.record;

/**
 * Signals that a writer schema breaks a rule of the contract and cannot be compiled into a plan.
 * The fault is in the configuration, not in the record.
 */
public final class UnreadableSchemaException extends RuntimeException {
  UnreadableSchemaException(String message) {
    super(message);
  }

  UnreadableSchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
