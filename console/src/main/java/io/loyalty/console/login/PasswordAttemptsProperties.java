package io.loyalty.console.login;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures how often a password may be wrong. Sign-ins by OpenID Connect and by the link that
 * works once are not counted and never refused for this.
 *
 * @param window how long failed attempts count, from the first of them on; at least 1s
 * @param perName the most failed attempts for one name in a window; further ones are refused until
 *     it has passed, with the right password as well
 * @param perAddress the most failed attempts from one client address in a window, whatever the
 *     names; of IPv6, one network of 64 bits. Where a proxy does not tell the client's address, all
 *     clients have its own
 */
@Validated
@ConfigurationProperties("console.password-attempts")
record PasswordAttemptsProperties(
    @DefaultValue("15m") @NotNull Duration window,
    @DefaultValue("5") @Min(1) int perName,
    @DefaultValue("20") @Min(1) int perAddress) {
  private static final Duration LEAST = Duration.ofSeconds(1);

  PasswordAttemptsProperties {
    if (window.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException(
          "console.password-attempts.window is %s: it is at least 1s".formatted(window));
    }
  }
}
