package io.loyalty.cli.deadletter;

import io.loyalty.cli.text.PrintableText;
import io.loyalty.cli.text.Table;
import io.loyalty.client.consumption.DeadLetterList;
import io.loyalty.client.consumption.DeadLetterList.Group;
import io.loyalty.client.consumption.DeadLetterList.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Formats dead letters as text. */
public final class DeadLetterTable {
  private static final String ORIGINAL = "original";

  private DeadLetterTable() {}

  /** Returns one line per kind, then the newest dead letters. */
  public static List<String> lines(DeadLetterList list) {
    if (list.groups().isEmpty()) {
      return List.of("There is no dead letter.");
    }
    Table kinds =
        new Table(
            "%,8d  %-26s %-10s %-24s %-20s  %-20s  %s",
            "count", "event type", "station", "reason", "first", "last", "example");
    for (Group each : list.groups()) {
      kinds.add(
          each.count(),
          each.eventType(),
          each.station(),
          each.reason(),
          each.first(),
          each.last(),
          each.example());
    }
    Table newest = new Table("%-20s  %-26s %-10s %-24s %s", "the newest:", "", "", "", "");
    for (Summary each : list.deadLetters()) {
      newest.add(each.rejectedAt(), each.eventType(), each.station(), each.reason(), each.id());
    }
    return Stream.of(kinds.lines(), List.of(""), newest.lines())
        .flatMap(List::stream)
        .map(String::stripTrailing)
        .toList();
  }

  /**
   * Returns one property per line, the violations in separate lines, and the original at the end.
   */
  public static List<String> lines(JsonNode deadLetter) {
    List<String> lines = new ArrayList<>();
    deadLetter
        .properties()
        .forEach(
            property -> {
              JsonNode value = property.getValue();
              if (!property.getKey().equals(ORIGINAL) && !value.isNull()) {
                lines.addAll(property(words(property.getKey()), value));
              }
            });
    JsonNode original = deadLetter.path(ORIGINAL);
    if (original.isString()) {
      lines.add("");
      PrintableText.of(original.stringValue()).lines().forEach(lines::add);
    }
    return lines;
  }

  private static List<String> property(String name, JsonNode value) {
    if (!value.isArray()) {
      return List.of("%-17s %s".formatted(name, text(value)));
    }
    List<String> lines = new ArrayList<>();
    value.forEach(each -> lines.add("%-17s %s".formatted(lines.isEmpty() ? name : "", text(each))));
    return lines;
  }

  /** Formats an object as its values by name, without nulls. */
  private static String text(JsonNode value) {
    if (!value.isObject()) {
      return PrintableText.line(value.isValueNode() ? value.asString() : value.toString());
    }
    List<String> parts = new ArrayList<>();
    value
        .properties()
        .forEach(
            each -> {
              if (!each.getValue().isNull()) {
                parts.add(words(each.getKey()) + " " + text(each.getValue()));
              }
            });
    return String.join(", ", parts);
  }

  private static String words(String name) {
    return PrintableText.line(name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT));
  }
}
