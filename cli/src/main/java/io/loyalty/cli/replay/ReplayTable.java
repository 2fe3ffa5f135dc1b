package io.loyalty.cli.replay;

import io.loyalty.cli.text.PrintableText;
import io.loyalty.client.consumption.Replay;
import io.loyalty.client.consumption.ReplayPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Replays, and what one would do, as text. */
public final class ReplayTable {

  private ReplayTable() {}

  /** One line per replay. */
  public static List<String> lines(List<Replay> replays) {
    if (replays.isEmpty()) {
      return List.of("There is no replay.");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-36s  %-9s %6s %12s %12s %12s  %-20s  %s"
            .formatted(
                "replay", "state", "done", "records", "inserted", "of", "created", "event types"));
    replays.forEach(
        replay -> {
          lines.add(
              String.format(
                  Locale.ROOT,
                  "%-36s  %-9s %5.1f%% %,12d %,12d %,12d  %-20s  %s",
                  replay.id(),
                  replay.state(),
                  replay.percent(),
                  replay.records(),
                  replay.inserted(),
                  replay.totalRecords(),
                  second(replay.createdAt()),
                  String.join(", ", replay.eventTypes())));
          if (replay.reason() != null) {
            lines.add("  " + PrintableText.line(replay.reason()));
          }
        });
    return lines;
  }

  /** How a replay ended, or is, in one line. */
  public static String line(Replay replay) {
    String reason = replay.reason() == null ? "" : " (" + PrintableText.line(replay.reason()) + ")";
    return String.format(
        Locale.ROOT,
        "Replay %s is %s%s: %,d of %,d records read%s; %,d inserted, %,d duplicates, %,d conflicts, %,d dead letters, %,d skipped.",
        replay.id(),
        replay.state(),
        reason,
        replay.records(),
        replay.totalRecords(),
        took(replay),
        replay.inserted(),
        replay.duplicates(),
        replay.conflicts(),
        replay.deadLettered(),
        replay.skipped());
  }

  /** What a replay would do: one line per partition with records, the total, and the times. */
  public static List<String> lines(ReplayPlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-40s %9s %12s %12s %12s  %-20s  %s"
            .formatted(
                "topic",
                "partition",
                "from offset",
                "to offset",
                "records",
                "first record",
                "last record"));
    plan.partitions().stream()
        .filter(each -> each.records() > 0)
        .forEach(
            each ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "%-40s %9d %12d %12d %,12d  %-20s  %s",
                        each.topic(),
                        each.partition(),
                        each.from(),
                        each.to(),
                        each.records(),
                        second(each.firstTimestamp()),
                        second(each.lastTimestamp()))));
    lines.add(String.format(Locale.ROOT, "%-40s %48s", "total", "%,d".formatted(plan.records())));
    lines.add("");
    lines.add("Kafka time  " + range(plan.kafkaFrom(), plan.kafkaTo()));
    lines.add("event time  " + range(plan.occurredFrom(), plan.occurredTo()));
    lines.add("A dry run: nothing is replayed%s.".formatted(estimate(plan)));
    return lines;
  }

  private static String estimate(ReplayPlan plan) {
    if (plan.estimatedSeconds() == null) {
      return "";
    }
    String time = "; it would take about " + ReplayBar.time(Math.round(plan.estimatedSeconds()));
    if (plan.estimateBasis() == null) {
      return time;
    }
    return time
        + switch (plan.estimateBasis()) {
          case MEASURED -> ", as fast as the last replay was";
          case CONFIGURED -> ", by the speed that the service is configured to expect";
          case LIMIT -> ", by the asked limit";
        };
  }

  private static String took(Replay replay) {
    if (replay.startedAt() == null || replay.endedAt() == null) {
      return "";
    }
    long millis = Duration.between(replay.startedAt(), replay.endedAt()).toMillis();
    return String.format(Locale.ROOT, " in %.1f s", Math.max(0, millis) / 1_000.0);
  }

  private static String range(Instant from, Instant to) {
    if (from == null && to == null) {
      return "any";
    }
    return (from == null ? "from the start" : "from " + from)
        + (to == null ? " to the end" : " to " + to);
  }

  private static String second(Instant time) {
    return time == null ? "-" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
