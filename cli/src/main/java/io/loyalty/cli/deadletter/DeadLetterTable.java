package io.loyalty.cli.deadletter;

import io.loyalty.cli.text.PrintableText;
import io.loyalty.client.consumption.DeadLetterList;
import io.loyalty.client.consumption.DeadLetterList.Entry;
import io.loyalty.client.consumption.DeadLetterList.Group;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Dead letters as text. */
public final class DeadLetterTable {
  private static final String ORIGINAL = "original";

  private DeadLetterTable() {}

  /** One line per kind, then the newest. */
  public static List<String> lines(DeadLetterList list) {
    if (list.groups().isEmpty()) {
      return List.of("There is no dead letter.");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "%8s  %-26s %-10s %-24s %-20s  %-20s  %s"
            .formatted("count", "event type", "station", "reason", "first", "last", "example"));
    list.groups().forEach(each -> lines.add(row(each)));
    lines.add("");
    lines.add("the newest:");
    list.deadLetters().forEach(each -> lines.add(row(each)));
    return lines;
  }

  /** One property per line, the violations in lines of their own, and the original at the end. */
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

  /** An object as its values by name, without what is null. */
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

  private static String row(Group each) {
    return String.format(
        Locale.ROOT,
        "%,8d  %-26s %-10s %-24s %-20s  %-20s  %s",
        each.count(),
        shown(each.eventType()),
        shown(each.station()),
        shown(each.reason()),
        each.first().truncatedTo(ChronoUnit.SECONDS),
        each.last().truncatedTo(ChronoUnit.SECONDS),
        shown(each.example()));
  }

  private static String row(Entry each) {
    return "%-20s  %-26s %-10s %-24s %s"
        .formatted(
            each.rejectedAt().truncatedTo(ChronoUnit.SECONDS),
            shown(each.eventType()),
            shown(each.station()),
            shown(each.reason()),
            shown(each.id()));
  }

  private static String shown(String value) {
    return value == null ? "-" : PrintableText.line(value);
  }
}
