package io.loyalty.face.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the tables of a service in docs/configuration.md. A table stands between {@code <!-- table
 * NAME -->} and {@code <!-- end -->}, and everything else on the page is written by hand. NAME is
 * the prefix of keys of the service's own (of two prefixes the longer one has the key), or the
 * service's name for all other keys that its application.yml sets: their type and meaning are
 * written by hand, and their default is made.
 */
final class ConfigurationPage {
  private static final Pattern TABLE =
      Pattern.compile("(?s)(<!-- table (?<name>[a-z.-]+) -->\n)(?<rows>.*?)(<!-- end -->\n)");
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| `(?<key>[^`]+)` \\| (?<type>[^|]+) \\| [^|]* \\| (?<text>[^|]+) \\|$");
  private static final String HEAD =
      """

      | key | type | default | meaning |
      | --- | --- | --- | --- |
      """;

  private final String service;
  private final ConfigurationKeys keys;

  ConfigurationPage(String service, ConfigurationKeys keys) {
    this.service = service;
    this.keys = keys;
  }

  /**
   * Returns the page with this service's tables as the code makes them.
   *
   * @throws IllegalStateException if a key has no table or no meaning, or has two tables
   */
  String made(String page) {
    List<String> unwritten = new ArrayList<>(keys.own().keySet());
    List<String> tables = TABLE.matcher(page).results().map(table -> table.group(2)).toList();
    String made =
        TABLE
            .matcher(page)
            .replaceAll(
                table ->
                    Matcher.quoteReplacement(
                        table.group(1) + rows(table, tables, unwritten) + table.group(4)));
    if (!unwritten.isEmpty()) {
      throw new IllegalStateException(
          "docs/configuration.md has no table for %s: add one between <!-- table PREFIX --> and <!-- end -->"
              .formatted(unwritten));
    }
    return made;
  }

  private String rows(MatchResult table, List<String> tables, List<String> unwritten) {
    String name = table.group(2);
    if (name.equals(service)) {
      return foreign(table.group(3));
    }
    Map<String, ConfigurationKeys.Key> own = new LinkedHashMap<>(keys.own(name));
    tables.stream()
        .filter(other -> other.startsWith(name + "."))
        .forEach(longer -> own.keySet().removeAll(keys.own(longer).keySet()));
    if (own.isEmpty()) {
      return table.group(3);
    }
    StringBuilder rows = new StringBuilder(HEAD);
    own.forEach(
        (key, each) -> {
          if (!unwritten.remove(key)) {
            throw new IllegalStateException(key + " has two tables in docs/configuration.md");
          }
          rows.append(row(key, each.type(), each.fallback(), each.meaning()));
        });
    return rows.append('\n').toString();
  }

  private String foreign(String written) {
    Map<String, String> defaults = new LinkedHashMap<>(keys.foreign());
    StringBuilder rows = new StringBuilder(HEAD);
    Matcher row = ROW.matcher(written);
    while (row.find()) {
      String fallback = defaults.remove(row.group("key"));
      if (fallback != null) {
        rows.append(row(row.group("key"), row.group("type"), fallback, row.group("text")));
      }
    }
    if (!defaults.isEmpty()) {
      throw new IllegalStateException(
          "application.yml of %s sets %s: describe each in the table of the service in docs/configuration.md, as | `key` | type |  | meaning |"
              .formatted(service, defaults.keySet()));
    }
    return rows.append('\n').toString();
  }

  private static String row(String key, String type, String fallback, String meaning) {
    return "| `%s` | %s | %s | %s |\n".formatted(key, type, fallback, meaning);
  }
}
