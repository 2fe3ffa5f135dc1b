package io.loyalty.cli.deadletter;

import io.loyalty.cli.text.Table;
import io.loyalty.client.consumption.DeadLetterList;
import io.loyalty.client.consumption.DeadLetterList.Group;
import io.loyalty.client.consumption.DeadLetterList.Summary;
import io.loyalty.client.text.PrintableText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Formats dead letters as text. */
public final class DeadLetterTable {
  private static final String ORIGINAL = "original";

  private DeadLetterTable() {}

  /** Returns one line per group, then a page of dead letters, and where the next page begins. */
  public static List<String> lines(DeadLetterList list, List<GroupField> groupBy) {
    if (list.groups().isEmpty() && list.deadLetters().isEmpty()) {
      return List.of("There is no dead letter.");
    }
    List<String> lines = new ArrayList<>();
    if (!list.groups().isEmpty()) {
      lines.addAll(groups(list.groups(), groupBy));
      lines.add("");
    }
    String heading = list.groups().isEmpty() ? "" : "the newest:";
    Table page = new Table("%-20s  %-26s %-10s %-24s %s %s", heading, "", "", "", "", "");
    for (Summary each : list.deadLetters()) {
      page.add(
          each.rejectedAt(),
          each.eventType(),
          each.station(),
          each.reason(),
          each.id(),
          standing(each));
    }
    lines.addAll(page.lines());
    if (list.next() != null) {
      lines.add("");
      lines.add("The next page: --after " + PrintableText.line(list.next()));
    }
    return lines.stream().map(String::stripTrailing).toList();
  }

  private static List<String> groups(List<Group> groups, List<GroupField> groupBy) {
    List<Object> headings = new ArrayList<>(List.of("count"));
    groupBy.forEach(each -> headings.add(each.heading()));
    headings.addAll(List.of("first", "last", "example"));
    Table table =
        new Table(
            "%%,8d  %s %%-20s  %%-20s  %%s"
                .formatted(
                    groupBy.stream().map(GroupField::format).collect(Collectors.joining(" "))),
            headings.toArray(String[]::new));
    for (Group each : groups) {
      List<Object> row = new ArrayList<>(List.of(each.count()));
      groupBy.forEach(field -> row.add(field.of(each)));
      row.addAll(Arrays.asList(each.first(), each.last(), each.example()));
      table.add(row.toArray());
    }
    return table.lines();
  }

  /** Says the state where it is not open, and how often a redrive was refused. */
  private static String standing(Summary entry) {
    String state = "open".equals(entry.state()) ? "" : entry.state();
    String attempts =
        entry.attempts() == 0 ? "" : " refused again by %d redrives".formatted(entry.attempts());
    return (state + attempts).strip();
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
      if (value.isArray()) {
        return String.join("; ", value.valueStream().map(DeadLetterTable::text).toList());
      }
      return PrintableText.line(value.asString());
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
