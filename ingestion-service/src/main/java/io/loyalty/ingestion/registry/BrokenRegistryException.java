package io.loyalty.ingestion.registry;

/**
 * Reports that the schemas can't be read or registered until an operator repairs the setup; the
 * message says what to do.
 */
public final class BrokenRegistryException extends RuntimeException {
  BrokenRegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
