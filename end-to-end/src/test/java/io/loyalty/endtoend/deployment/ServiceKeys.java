package io.loyalty.endtoend.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds the configuration keys of a service, as the reference lists them.
 *
 * @param defaults the default of each key, as the page shows it
 */
record ServiceKeys(Map<String, String> defaults) {
  private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| [^|]+ \\| ([^|]+) \\|");

  static ServiceKeys of(String service) {
    try {
      String page = Files.readString(REFERENCE);
      int start = page.indexOf("\n## " + service + "\n");
      int next = page.indexOf("\n## ", start + 1);
      Map<String, String> rows = new LinkedHashMap<>();
      ROW.matcher(page.substring(start, next < 0 ? page.length() : next))
          .results()
          .forEach(row -> rows.put(row.group(1), row.group(2)));
      assertThat(rows).isNotEmpty();
      return new ServiceKeys(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Stream<String> names() {
    return defaults.keySet().stream();
  }

  /** Returns the keys that have no default. */
  Stream<String> required() {
    return defaults.entrySet().stream()
        .filter(row -> row.getValue().equals("required"))
        .map(Map.Entry::getKey);
  }

  /** Normalises a key or its environment variable as Spring Boot's relaxed binding does. */
  static String relaxed(String name) {
    return name.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
  }
}
