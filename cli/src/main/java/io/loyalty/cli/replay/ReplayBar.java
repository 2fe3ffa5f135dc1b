package io.loyalty.cli.replay;

import io.loyalty.cli.text.PrintableText;
import io.loyalty.client.consumption.Replay;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Formats the progress of a replay as text. */
public final class ReplayBar {
  private static final int WIDTH = 30;

  private ReplayBar() {}

  /** Returns the replay, and a progress bar with its numbers below. */
  public static List<String> lines(Replay replay) {
    String reason = replay.reason() == null ? "" : ": " + PrintableText.line(replay.reason());
    return List.of(
        "replay %s  %s%s".formatted(replay.id(), replay.state(), reason),
        "[%s] %s".formatted(bar(replay.percent()), numbers(replay)));
  }

  /** Returns the progress in one line, for output that is no terminal. */
  public static String line(Replay replay) {
    return "replay %s is %s: %s".formatted(replay.id(), replay.state(), numbers(replay));
  }

  /** Formats seconds in larger units. */
  static String time(long seconds) {
    Duration time = Duration.ofSeconds(Math.max(0, seconds));
    if (time.toHours() > 0) {
      return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
    }
    if (time.toMinutes() > 0) {
      return "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart());
    }
    return time.toSeconds() + " s";
  }

  private static String bar(double percent) {
    int full = (int) (WIDTH * Math.min(100, Math.max(0, percent)) / 100);
    String head = full > 0 && full < WIDTH ? "=".repeat(full - 1) + ">" : "=".repeat(full);
    return head + " ".repeat(WIDTH - full);
  }

  private static String numbers(Replay replay) {
    String speed =
        replay.recordsPerSecondNow() == null
            ? ""
            : String.format(Locale.ROOT, ", %,.0f records/s", replay.recordsPerSecondNow());
    String left =
        replay.secondsLeft() == null || replay.state().ended()
            ? ""
            : ", " + time(Math.round(replay.secondsLeft())) + " left";
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
