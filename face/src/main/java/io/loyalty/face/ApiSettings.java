package io.loyalty.face;

import java.util.List;
import org.springframework.core.env.Environment;

/**
 * Holds who may call the API of a service. The settings are validated together, so that an invalid
 * setting stops the start.
 *
 * @param prefix the configuration prefix, such as {@code consumption.api}
 * @param tokens {@code name:role:sha256} of each accepted token, with {@code :on-behalf} if its
 *     holder may name users for whom it acts
 * @param anonymousReading whether callers without a token may read
 * @param oidc the issuer whose signed tokens are also accepted
 * @param largeBodies the paths whose handlers limit the request body themselves
 */
public record ApiSettings(
    String prefix,
    List<String> tokens,
    boolean anonymousReading,
    OidcSettings oidc,
    List<String> largeBodies) {
  /** Keeps unmodifiable copies of the lists. */
  public ApiSettings {
    tokens = List.copyOf(tokens);
    largeBodies = List.copyOf(largeBodies);
  }

  /**
   * Refuses a configured plain-text token, which is no longer supported.
   *
   * @throws InvalidApiSettingsException if such a token is configured
   */
  public ApiSettings requireNoClearToken(Environment environment) {
    if (!environment.getProperty(prefix + ".token", "").isBlank()) {
      throw new InvalidApiSettingsException(
          "%s.token is no longer read: './pipeline token NAME --role act' makes a token and the line for %s.tokens that takes its place; remove the old key."
              .formatted(prefix, prefix));
    }
    return this;
  }

  NamedTokens namedTokens() {
    return NamedTokens.parse(prefix + ".tokens", tokens);
  }
}
