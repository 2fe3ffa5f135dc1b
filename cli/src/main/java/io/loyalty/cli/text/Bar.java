package io.loyalty.cli.text;

import java.time.Duration;

/** Formats progress as a bar. */
public final class Bar {
  private static final int WIDTH = 30;

  private Bar() {}

  /** Formats seconds in larger units. */
  public static String time(long seconds) {
    Duration time = Duration.ofSeconds(Math.max(0, seconds));
    if (time.toHours() > 0) {
      return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
    }
    if (time.toMinutes() > 0) {
      return "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart());
    }
    return time.toSeconds() + " s";
  }

  /** Returns a bar that is so full. */
  public static String of(double percent) {
    int full = (int) (WIDTH * Math.min(100, Math.max(0, percent)) / 100);
    String head = full > 0 && full < WIDTH ? "=".repeat(full - 1) + ">" : "=".repeat(full);
    return head + " ".repeat(WIDTH - full);
  }
}
