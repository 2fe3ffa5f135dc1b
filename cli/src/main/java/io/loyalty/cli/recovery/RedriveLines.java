package io.loyalty.cli.recovery;

import io.loyalty.cli.text.Table;
import io.loyalty.client.consumption.Redrive;
import io.loyalty.client.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats redrives and previews as text. */
final class RedriveLines {
  private RedriveLines() {}

  /** Returns one line per redrive or preview. */
  static List<String> list(List<Redrive> redrives) {
    if (redrives.isEmpty()) {
      return List.of("There is no redrive and no preview.");
    }
    Table table =
        new Table(
            "%-36s  %-8s %-9s %,12d %,10d %,10d %,10d  %-20s  %s",
            "id", "kind", "state", "dead letters", "tried", "passed", "refused", "created", "by");
    for (Redrive each : redrives) {
      table.add(
          each.id(),
          RedriveBar.noun(each),
          each.state(),
          each.deadLetters(),
          each.tried(),
          passed(each),
          refused(each),
          each.createdAt(),
          each.requestedBy());
      if (each.reason() != null) {
        table.note("  " + PrintableText.line(each.reason()));
      }
    }
    return table.lines();
  }

  /**
   * Returns the result so far, and the failures.
   *
   * @param next the command that redrives what would pass; used for a preview only
   */
  static List<String> result(Redrive redrive, String next) {
    List<String> lines = new ArrayList<>();
    lines.add(redrive.dryRun() ? preview(redrive) : redrive(redrive));
    for (Redrive.Failure failure : redrive.failures()) {
      lines.add(
          String.format(
                  Locale.ROOT,
                  "%,8d  %-24s %s",
                  failure.count(),
                  PrintableText.line(failure.rule()),
                  PrintableText.line(failure.path()))
              .stripTrailing());
      failure.samples().forEach(each -> lines.add(" ".repeat(10) + sample(each)));
    }
    if (redrive.dryRun() && redrive.state() == Redrive.State.DONE && redrive.wouldPass() > 0) {
      lines.add(String.format(Locale.ROOT, "Redrive the %,d with: %s", redrive.wouldPass(), next));
    }
    return lines;
  }

  /** Returns the state in one line. */
  static String state(Redrive redrive) {
    String reason =
        redrive.reason() == null ? "" : " (" + PrintableText.line(redrive.reason()) + ")";
    String noun = redrive.dryRun() ? "Preview" : "Redrive";
    return String.format(
        Locale.ROOT,
        "%s %s is %s%s: %,d of %,d dead letters are tried.",
        noun,
        redrive.id(),
        redrive.state(),
        reason,
        redrive.tried(),
        redrive.deadLetters());
  }

  private static String preview(Redrive redrive) {
    return String.format(
        Locale.ROOT,
        "%,d match; %,d would pass; %,d would still fail.",
        redrive.deadLetters(),
        redrive.wouldPass(),
        redrive.wouldFail());
  }

  private static String redrive(Redrive redrive) {
    return String.format(
        Locale.ROOT,
        "%,d dead letters; %,d published, %,d loaded; %,d refused again, which stay open.",
        redrive.deadLetters(),
        redrive.published(),
        redrive.loaded(),
        redrive.refusedAgain());
  }

  private static String sample(Redrive.Sample sample) {
    List<String> parts = new ArrayList<>();
    if (sample.expected() != null) {
      parts.add("expected " + sample.expected());
    }
    if (sample.found() != null) {
      parts.add("found " + sample.found());
    }
    if (parts.isEmpty() && sample.detail() != null) {
      parts.add(sample.detail());
    }
    return PrintableText.line("%s (%s)".formatted(String.join(", ", parts), sample.deadLetterId()));
  }

  private static long passed(Redrive redrive) {
    return redrive.wouldPass() + redrive.published() + redrive.loaded();
  }

  private static long refused(Redrive redrive) {
    return redrive.wouldFail() + redrive.refusedAgain();
  }
}
