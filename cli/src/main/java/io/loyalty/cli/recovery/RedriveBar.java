package io.loyalty.cli.recovery;

import io.loyalty.cli.text.Bar;
import io.loyalty.client.consumption.Redrive;
import io.loyalty.client.text.PrintableText;
import java.util.List;
import java.util.Locale;

/** Formats the progress of a redrive or preview as text. */
final class RedriveBar {
  private RedriveBar() {}

  /** Returns the redrive, and a progress bar with its numbers below. */
  static List<String> lines(Redrive redrive) {
    String reason = redrive.reason() == null ? "" : ": " + PrintableText.line(redrive.reason());
    return List.of(
        "%s %s  %s%s".formatted(noun(redrive), redrive.id(), redrive.state(), reason),
        "[%s] %s".formatted(Bar.of(redrive.percent()), numbers(redrive)));
  }

  /** Returns the progress in one line, for output that is no terminal. */
  static String line(Redrive redrive) {
    return "%s %s is %s: %s"
        .formatted(noun(redrive), redrive.id(), redrive.state(), numbers(redrive));
  }

  static String noun(Redrive redrive) {
    return redrive.dryRun() ? "preview" : "redrive";
  }

  private static String numbers(Redrive redrive) {
    String speed =
        redrive.recordsPerSecondNow() > 0
            ? String.format(Locale.ROOT, ", %,.0f/s", redrive.recordsPerSecondNow())
            : "";
    String left =
        redrive.secondsLeft() == null || redrive.state().ended()
            ? ""
            : ", " + Bar.time(Math.round(redrive.secondsLeft())) + " left";
    return String.format(
        Locale.ROOT,
        "%.1f%%  %,d of %,d dead letters%s%s",
        redrive.percent(),
        redrive.tried(),
        redrive.deadLetters(),
        speed,
        left);
  }
}
