package io.loyalty.cli.replay;

import io.loyalty.cli.text.Bar;
import io.loyalty.client.consumption.Replay;
import io.loyalty.client.text.PrintableText;
import java.util.List;
import java.util.Locale;

/** Formats the progress of a replay as text. */
public final class ReplayBar {
  private ReplayBar() {}

  /** Returns the replay, and a progress bar with its numbers below. */
  public static List<String> lines(Replay replay) {
    String reason = replay.reason() == null ? "" : ": " + PrintableText.line(replay.reason());
    return List.of(
        "replay %s  %s%s".formatted(replay.id(), replay.state(), reason),
        "[%s] %s".formatted(Bar.of(replay.percent()), numbers(replay)));
  }

  /** Returns the progress in one line, for output that is no terminal. */
  public static String line(Replay replay) {
    return "replay %s is %s: %s".formatted(replay.id(), replay.state(), numbers(replay));
  }

  private static String numbers(Replay replay) {
    String speed =
        replay.recordsPerSecondNow() == null
            ? ""
            : String.format(Locale.ROOT, ", %,.0f records/s", replay.recordsPerSecondNow());
    String left =
        replay.secondsLeft() == null || replay.state().ended()
            ? ""
            : ", " + Bar.time(Math.round(replay.secondsLeft())) + " left";
    return String.format(
        Locale.ROOT,
        "%.1f%%  %,d of %,d records%s%s",
        replay.percent(),
        replay.records(),
        replay.totalRecords(),
        speed,
        left);
  }
}
