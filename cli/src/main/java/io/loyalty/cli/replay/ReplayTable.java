package io.loyalty.cli.replay;

import io.loyalty.cli.text.Bar;
import io.loyalty.cli.text.Table;
import io.loyalty.client.consumption.Replay;
import io.loyalty.client.consumption.ReplayPlan;
import io.loyalty.client.text.PrintableText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Formats replays and replay plans as text. */
public final class ReplayTable {

  private ReplayTable() {}

  /** Returns one line per replay. */
  public static List<String> lines(List<Replay> replays) {
    if (replays.isEmpty()) {
      return List.of("There is no replay.");
    }
    Table table =
        new Table(
            "%-36s  %-9s %5.1f%% %,12d %,12d %,12d  %-20s  %s",
            "replay", "state", "done", "records", "inserted", "of", "created", "event types");
    replays.forEach(
        replay -> {
          table.add(
              replay.id(),
              replay.state(),
              replay.percent(),
              replay.records(),
              replay.inserted(),
              replay.totalRecords(),
              replay.createdAt(),
              String.join(", ", replay.eventTypes()));
          if (replay.reason() != null) {
            table.note("  " + PrintableText.line(replay.reason()));
          }
        });
    return table.lines();
  }

  /** Returns the state of a replay in one line. */
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

  /** Formats a plan: one line per partition with records, the total, and the times. */
  public static List<String> lines(ReplayPlan plan) {
    Table table =
        new Table(
            "%-40s %9d %12d %12d %,12d  %-20s  %s",
            "topic",
            "partition",
            "from offset",
            "to offset",
            "records",
            "first record",
            "last record");
    plan.partitions().stream()
        .filter(each -> each.records() > 0)
        .forEach(
            each ->
                table.add(
                    each.topic(),
                    each.partition(),
                    each.from(),
                    each.to(),
                    each.records(),
                    each.firstTimestamp(),
                    each.lastTimestamp()));
    table.note(String.format(Locale.ROOT, "%-40s %48s", "total", "%,d".formatted(plan.records())));
    table.note("");
    table.note("Kafka time  " + range(plan.kafkaFrom(), plan.kafkaTo()));
    table.note("event time  " + range(plan.occurredFrom(), plan.occurredTo()));
    table.note("A dry run: nothing is replayed%s.".formatted(estimate(plan)));
    return table.lines();
  }

  private static String estimate(ReplayPlan plan) {
    if (plan.estimatedSeconds() == null) {
      return "";
    }
    String time = "; it would take about " + Bar.time(Math.round(plan.estimatedSeconds()));
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
}
