package io.loyalty.console.login;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures who may sign in.
 *
 * @param users the users who sign in with a password, each as {@code name:role:hash}: the role is
 *     {@code read} or {@code act} (which includes {@code read}), and the hash is one of bcrypt,
 *     which {@code java -jar console.jar hash} makes of a password. Give them as {@code
 *     CONSOLE_USERS}, separated by commas
 * @param sessionLimit how long a session may last, whatever its visitor does; at least 1m
 */
@Validated
@ConfigurationProperties("console")
record LoginProperties(
    @DefaultValue List<String> users, @DefaultValue("12h") @NotNull Duration sessionLimit) {
  private static final Duration LEAST = Duration.ofMinutes(1);

  LoginProperties {
    if (sessionLimit.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException(
          "console.session-limit is %s: it is at least 1m".formatted(sessionLimit));
    }
  }

  List<ConfiguredUser> configuredUsers() {
    return users.stream().filter(each -> !each.isBlank()).map(ConfiguredUser::of).toList();
  }

  /** Leaves the hashes out. */
  @Override
  public String toString() {
    return configuredUsers().toString();
  }
}
