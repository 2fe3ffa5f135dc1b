package io.loyalty.schemas.registry;

/**
 * Signals that the registry has no schema with this id. Hold and wait: a registry restored from a
 * backup may lack ids for a while.
 */
public final class UnknownSchemaException extends RuntimeException {
  UnknownSchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
