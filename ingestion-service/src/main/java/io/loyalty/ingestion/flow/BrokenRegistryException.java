package io.loyalty.ingestion.flow;

/** The schemas can't be had until somebody repairs the set-up; the message says what to do. */
public final class BrokenRegistryException extends RuntimeException {
  BrokenRegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
