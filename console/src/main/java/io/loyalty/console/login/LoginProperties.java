package io.loyalty.console.login;

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
 */
@Validated
@ConfigurationProperties("console")
record LoginProperties(@DefaultValue List<String> users) {
  List<ConfiguredUser> configuredUsers() {
    return users.stream().filter(each -> !each.isBlank()).map(ConfiguredUser::of).toList();
  }

  /** Leaves the hashes out. */
  @Override
  public String toString() {
    return configuredUsers().toString();
  }
}
