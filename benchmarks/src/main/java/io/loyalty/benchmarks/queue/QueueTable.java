package io.loyalty.benchmarks.queue;

import io.loyalty.benchmarks.figure.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Formats the runs of a race as text.
 *
 * @param runs the runs of each contender, by round; one of them is ours
 */
record QueueTable(Map<String, List<QueueMeasurement>> runs) {
  private static final String ROW = "%-10s %34s %34s %30s";

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        ROW.formatted("", "events/s", "CPU seconds a million events", "benchmark's, with broker"));
    runs.forEach((name, all) -> lines.add(line(name, all)));
    List<QueueMeasurement> ours = runs.get(Contenders.OURS);
    lines.add("median of %d paired ratios:".formatted(ours.size()));
    runs.forEach(
        (name, all) -> {
          if (all != ours) {
            lines.add(
                "  ours / %s, events/s: %s, CPU seconds: %s"
                    .formatted(
                        name,
                        ratio(ours, all, QueueMeasurement::rate),
                        ratio(ours, all, QueueMeasurement::cpuSecondsOfAMillion)));
          }
        });
    return lines;
  }

  private static String line(String name, List<QueueMeasurement> runs) {
    return ROW.formatted(
        name,
        spread(runs, QueueMeasurement::rate).shown("%,.0f"),
        spread(runs, QueueMeasurement::cpuSecondsOfAMillion).shown("%.1f"),
        spread(runs, QueueMeasurement::brokerSecondsOfAMillion).shown("%.1f"));
  }

  private static Spread spread(
      List<QueueMeasurement> runs, ToDoubleFunction<QueueMeasurement> figure) {
    return Spread.of(runs.stream().map(figure::applyAsDouble).toList());
  }

  private static String ratio(
      List<QueueMeasurement> ours,
      List<QueueMeasurement> other,
      ToDoubleFunction<QueueMeasurement> figure) {
    return Spread.ofPairs(
            ours,
            other,
            (mine, theirs) -> figure.applyAsDouble(mine) / figure.applyAsDouble(theirs))
        .shown("%.2f");
  }
}
