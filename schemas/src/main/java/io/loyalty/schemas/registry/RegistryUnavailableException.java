package io.loyalty.schemas.registry;

import java.time.Duration;
import java.util.Optional;

/**
 * The registry did not answer, or answered that it can't now, or not for us. Transient: wait and
 * try again; the registry, or its credentials, may be put right without anything changing here.
 */
public class RegistryUnavailableException extends RuntimeException {
  private final transient Optional<Duration> retryAfter;

  RegistryUnavailableException(String message, Throwable cause) {
    this(message, Optional.empty(), cause);
  }

  RegistryUnavailableException(String message, Optional<Duration> retryAfter, Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** For how long the registry asks not to be asked again, if it says so; 10 minutes at most. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
