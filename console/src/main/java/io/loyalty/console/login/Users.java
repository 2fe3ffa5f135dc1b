package io.loyalty.console.login;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** Knows the users of the configuration. */
@Configuration(proxyBeanMethods = false)
class Users {
  private static final Logger LOG = LoggerFactory.getLogger(Users.class);
  private static final int BCRYPT_COST = 12;

  @Bean
  UserDetailsService configuredUsers(LoginProperties properties) {
    List<ConfiguredUser> users = properties.configuredUsers();
    Set<String> names = new HashSet<>();
    for (ConfiguredUser each : users) {
      if (!names.add(each.name())) {
        throw new InvalidSettingsException(
            "console.users has the name %s twice.".formatted(each.name()));
      }
    }
    LOG.info("Users who sign in with a password: {}", users.isEmpty() ? "none" : names);
    return new InMemoryUserDetailsManager(users.stream().map(Users::details).toList());
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /**
   * Its cost is the highest of the users' hashes, because a name that nobody has is checked against
   * a hash that it makes: this must not be faster.
   */
  @Bean
  PasswordEncoder bcrypt(LoginProperties properties) {
    return new BCryptPasswordEncoder(
        properties.configuredUsers().stream()
            .mapToInt(ConfiguredUser::cost)
            .max()
            .orElse(BCRYPT_COST));
  }

  private static UserDetails details(ConfiguredUser user) {
    return User.withUsername(user.name()).password(user.hash()).roles(user.role().name()).build();
  }
}
