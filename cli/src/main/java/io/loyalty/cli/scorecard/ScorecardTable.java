package io.loyalty.cli.scorecard;

import io.loyalty.cli.text.Table;
import io.loyalty.client.scorecard.page.Period;
import io.loyalty.client.scorecard.page.Span;
import io.loyalty.client.scorecard.page.Words;
import io.loyalty.client.text.PrintableText;
import java.util.ArrayList;
import java.util.List;

/** Formats a scorecard as text. */
public final class ScorecardTable {
  private ScorecardTable() {}

  /** Returns a line for each day, and then what was wrong. */
  public static List<String> lines(Period period) {
    if (period.days().isEmpty()) {
      return List.of(
          "There is no scorecard of %s from %s to %s. An hour is closed some hours after its end, once (stream.scorecard.grace)."
              .formatted(
                  PrintableText.line(period.list().source()),
                  Words.time(period.list().from()),
                  Words.time(period.list().to())));
    }
    Table days =
        new Table(
            "%-10s %,10d %9s %,8d %,10d %9s %9s %,7d %,8d %,7d %6d",
            "day",
            "events",
            "valid",
            "refused",
            "duplicates",
            "p50",
            "p95",
            "ahead",
            "unknown",
            "checks",
            "active");
    period.days().forEach((day, span) -> add(days, day.toString(), span));
    add(days, "total", period.total());
    List<String> lines = new ArrayList<>(days.lines());
    lines.add("");
    lines.add(
        "p50 and p95: lateness of the worst hour; ahead: events before their time; unknown: events with unknown fields;");
    lines.add("checks: events that fail one; active: hours with an event. Times are UTC.");
    section(
        lines,
        "refused",
        period.reasons().stream()
            .map(each -> "%8s  %s".formatted(Words.count(each.events()), Words.reason(each)))
            .toList());
    if (period.otherReasons() > 0) {
      lines.add("  %8s  for other reasons".formatted(Words.count(period.otherReasons())));
    }
    section(
        lines,
        "failed checks",
        period.checks().stream()
            .map(
                each ->
                    "%8s  %s of %s"
                        .formatted(Words.count(each.events()), each.name(), each.eventType()))
            .toList());
    section(lines, "silent", period.silences().stream().map(Words::silence).toList());
    if (period.total().clockAhead() > 0) {
      section(
          lines,
          "clock",
          List.of(
              "ahead by %s at most".formatted(Words.duration(period.total().clockAheadMost()))));
    }
    return lines;
  }

  private static void add(Table days, String name, Span span) {
    days.add(
        name,
        span.events(),
        Words.percent(span.validPercent()),
        span.refused(),
        span.duplicates(),
        Words.duration(span.highestP50()),
        Words.duration(span.highestP95()),
        span.clockAhead(),
        span.unknownFields(),
        span.failedChecks(),
        span.activeHours());
  }

  private static void section(List<String> lines, String heading, List<String> content) {
    if (!content.isEmpty()) {
      lines.add("");
      lines.add(heading);
      content.forEach(each -> lines.add("  " + PrintableText.of(each)));
    }
  }
}
