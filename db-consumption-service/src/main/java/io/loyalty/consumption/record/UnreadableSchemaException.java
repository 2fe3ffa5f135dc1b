package io.loyalty.consumption.record;

/**
 * No plan can be made of a writer schema: it breaks a rule of the contract. A fault of the set-up,
 * not of the record.
 */
public final class UnreadableSchemaException extends RuntimeException {
  UnreadableSchemaException(String message) {
    super(message);
  }

  UnreadableSchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
