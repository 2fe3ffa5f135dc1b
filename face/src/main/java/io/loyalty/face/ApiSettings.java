package io.loyalty.face;

import java.util.List;
import org.springframework.core.env.Environment;

/**
 * Who may ask a service. Checked as a whole, so that a wrong setting stops the start.
 *
 * @param prefix under which they are configured, such as {@code consumption.api}
 * @param tokens {@code name:role:sha256} of each token that is accepted
 * @param anonymousReading whether reading is open to all
 * @param oidc whose signed tokens are accepted too
 * @param largeBodies the paths whose handlers bound a body themselves, by a limit of their own
 */
public record ApiSettings(
    String prefix,
    List<String> tokens,
    boolean anonymousReading,
    OidcSettings oidc,
    List<String> largeBodies) {
  /** Copies the lists. */
  public ApiSettings {
    tokens = List.copyOf(tokens);
    largeBodies = List.copyOf(largeBodies);
  }

  /**
   * Refuses the token in clear that an earlier version had.
   *
   * @throws InvalidApiSettingsException if it is still configured
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
