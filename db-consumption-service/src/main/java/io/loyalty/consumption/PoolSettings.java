package io.loyalty.consumption;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Refuses settings of the pool that would hold for its connections alone: the load, the proof and
 * replays make connections of their own.
 */
final class PoolSettings {
  private static final String PREFIX = "spring.datasource.hikari";
  private static final Set<String> REFUSED =
      Set.of(
          "autocommit",
          "catalog",
          "connectioninitsql",
          "datasourceclassname",
          "datasourcejndi",
          "jdbcurl",
          "password",
          "readonly",
          "schema",
          "transactionisolation",
          "username");

  private PoolSettings() {}

  /** Throws {@link InvalidSetupException} at the first that is set. */
  static void check(Environment environment) {
    Map<String, String> settings =
        Binder.get(environment)
            .bind(PREFIX, Bindable.mapOf(String.class, String.class))
            .orElse(Map.of());
    for (String key : settings.keySet()) {
      if (REFUSED.contains(key.toLowerCase(Locale.ROOT).replaceAll("[-_]", ""))) {
        throw new InvalidSetupException(
            "%s.%s would not reach the load's own connections: use spring.datasource.url, username and password, or %s.data-source-properties.*, which reach all connections"
                .formatted(PREFIX, key, PREFIX));
      }
    }
  }
}
