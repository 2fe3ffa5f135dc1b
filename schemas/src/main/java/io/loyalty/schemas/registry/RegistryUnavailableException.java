package io.loyalty.schemas.registry;

/** The registry did not answer, or answered that it can't now. Transient: wait and try again. */
public final class RegistryUnavailableException extends RuntimeException {
  RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
