package io.loyalty.schemas.registry;

/**
 * Signals that the registry refuses the schema because it is invalid or incompatible with earlier
 * versions. The message is the registry's.
 */
public final class SchemaRefusedException extends RuntimeException {
  SchemaRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
