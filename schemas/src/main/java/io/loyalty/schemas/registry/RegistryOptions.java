package io.loyalty.schemas.registry;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Holds the address, timeouts and attempts for requests to the registry.
 *
 * @param url the base URL of Confluent's API, such as {@code http://registry:8081}
 * @param connectTimeout the timeout for a connection
 * @param requestTimeout the timeout for one request
 * @param attempts the number of attempts before the registry counts as unavailable
 */
public record RegistryOptions(
    URI url, Duration connectTimeout, Duration requestTimeout, int attempts) {
  /** Validates each value. */
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

  /** Returns the defaults: two seconds to connect, five for a request, four attempts. */
  public static RegistryOptions of(URI url) {
    return new RegistryOptions(url, Duration.ofSeconds(2), Duration.ofSeconds(5), 4);
  }
}
