package io.loyalty.cli.event;

import io.loyalty.client.consumption.Whereabouts;
import io.loyalty.client.consumption.Whereabouts.ChildRow;
import io.loyalty.client.consumption.Whereabouts.Children;
import io.loyalty.client.consumption.Whereabouts.Letter;
import io.loyalty.client.consumption.Whereabouts.Row;
import io.loyalty.client.consumption.Whereabouts.Trace;
import io.loyalty.client.consumption.Whereabouts.Value;
import io.loyalty.client.text.PrintableText;
import io.loyalty.client.way.Moment;
import io.loyalty.client.way.Way;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Formats where an event is: what happened to it in the order of time, then its rows. */
public final class Timeline {
  private static final String NO_TIME = "-";

  private Timeline() {}

  /** Returns the lines about everything that was found. */
  public static List<String> lines(Whereabouts found) {
    List<String> lines = new ArrayList<>();
    for (Trace trace : found.events()) {
      lines.add(
          "event %s  %s"
              .formatted(trace.eventId() == null ? "-" : trace.eventId(), trace.eventType()));
      Way.of(trace).forEach(each -> lines.add(line(each)));
      lines.addAll(rows(trace.row()));
    }
    for (Letter letter : found.deadLetters()) {
      lines.add(
          "dead letter %s  %s, %s"
              .formatted(
                  letter.id(),
                  letter.eventType() == null ? "unknown" : letter.eventType(),
                  letter.state()));
      Way.of(letter).forEach(each -> lines.add(line(each)));
    }
    return lines.stream().map(PrintableText::of).map(String::stripTrailing).toList();
  }

  private static List<String> rows(Row row) {
    List<String> lines = new ArrayList<>();
    if (row != null) {
      lines.add("  " + row.table());
      row.columns()
          .forEach(
              value -> lines.add("    %-22s %s".formatted(value.column(), text(value.value()))));
      for (Children child : row.children()) {
        lines.add("  %s (%,d rows)".formatted(child.table(), child.count()));
        for (ChildRow item : child.rows()) {
          lines.add(
              "    "
                  + item.columns().stream()
                      .filter(
                          value ->
                              row.columns().stream()
                                  .map(Value::column)
                                  .noneMatch(value.column()::equals))
                      .map(value -> value.column() + " " + text(value.value()))
                      .collect(Collectors.joining(", ")));
        }
      }
    }
    return lines;
  }

  private static String line(Moment moment) {
    String at =
        moment.at() == null ? NO_TIME : moment.at().truncatedTo(ChronoUnit.MILLIS).toString();
    return "  %-24s  %-10s %s".formatted(at, moment.what(), PrintableText.line(moment.detail()));
  }

  private static String text(String value) {
    return value == null ? "null" : value;
  }
}
