package io.loyalty.schemas.registry;

import java.time.Duration;
import java.util.Optional;

/**
 * Signals that the registry did not respond, was temporarily unavailable or refused our
 * credentials. The fault is transient: wait and retry.
 */
public class RegistryUnavailableException extends RuntimeException {
  private final transient Optional<Duration> retryAfter;

  /** Says with {@code message} why the registry gave no answer. */
  public RegistryUnavailableException(String message, Throwable cause) {
    this(message, Optional.empty(), cause);
  }

  RegistryUnavailableException(String message, Optional<Duration> retryAfter, Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /**
   * Returns how long the registry asks clients to wait before the next request, at most 10 minutes.
   */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
