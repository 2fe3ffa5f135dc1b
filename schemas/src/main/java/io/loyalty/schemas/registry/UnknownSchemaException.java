package io.loyalty.schemas.registry;

/**
 * The registry has no schema of that id. Hold and wait: a registry restored from a backup lacks ids
 * for a while.
 */
public final class UnknownSchemaException extends RuntimeException {
  UnknownSchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
