package io.loyalty.schemas.registry;

/**
 * The registry refuses the schema: not Avro, or incompatible with earlier versions. The message is
 * the registry's.
 */
public final class SchemaRefusedException extends RuntimeException {
  SchemaRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
