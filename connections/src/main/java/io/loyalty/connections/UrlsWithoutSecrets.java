package io.loyalty.connections;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Refuses every configured URL that contains a user or a password before any other component reads
 * it, because URLs are shown in logs, status and errors.
 */
final class UrlsWithoutSecrets
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final Set<String> OURS =
      Set.of(
          "ingestion",
          "consumption",
          "springkafka",
          "springdatasource",
          "springflyway",
          "springsecurity");
  private static final Pattern USER_INFO = Pattern.compile("(?:://|^|,)[^/?#,]*@");
  private static final Pattern PASSWORD =
      Pattern.compile("://.*[?&](password|sslpassword)=.*", Pattern.CASE_INSENSITIVE);

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ConfigurableEnvironment environment = context.getEnvironment();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> all) {
        for (String name : all.getPropertyNames()) {
          if (isOurs(name)) {
            check(name, String.valueOf(all.getProperty(name)));
          }
        }
      }
    }
  }

  /**
   * Returns whether the name, a key or an environment variable, is that of a URL in our settings.
   */
  private static boolean isOurs(String name) {
    String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return OURS.stream().anyMatch(letters::startsWith) && isUrl(letters);
  }

  private static boolean isUrl(String letters) {
    return letters.contains("url")
        || letters.contains("uri")
        || letters.contains("endpoint")
        || letters.contains("servers");
  }

  private static void check(String name, String value) {
    if (USER_INFO.matcher(value).find()) {
      throw new InsecureConnectionException(
          "%s holds a user or a password before the host's name, which logs would show: leave them out and give them by keys of their own"
              .formatted(name));
    }
    if (PASSWORD.matcher(value).find()) {
      throw new InsecureConnectionException(
          "%s holds a password, which logs would show: leave it out and give it by a key of its own"
              .formatted(name));
    }
  }
}
