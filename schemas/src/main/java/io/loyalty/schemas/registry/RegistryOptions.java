package io.loyalty.schemas.registry;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How to reach the registry.
 *
 * @param url where Confluent's API begins, such as {@code http://registry:8081}
 * @param connectTimeout for a connection
 * @param requestTimeout for one request
 * @param attempts how often a request is tried before the registry counts as unavailable
 */
public record RegistryOptions(
    URI url, Duration connectTimeout, Duration requestTimeout, int attempts) {
  /** Checks each value. */
  public RegistryOptions {
    Objects.requireNonNull(url, "url");
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the registry's URL may hold no user and no password: give them by settings of their own");
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts is %d; it is at least 1".formatted(attempts));
    }
  }

  /** Two seconds to connect, five for a request, four attempts. */
  public static RegistryOptions of(URI url) {
    return new RegistryOptions(url, Duration.ofSeconds(2), Duration.ofSeconds(5), 4);
  }
}
