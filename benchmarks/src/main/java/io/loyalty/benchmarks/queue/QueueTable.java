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
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%-10s %34s %34s".formatted("", "events/s", "CPU seconds a million events"));
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
    return "%-10s %34s %34s"
        .formatted(
            name,
            Spread.of(runs.stream().map(QueueMeasurement::rate).toList()).shown("%,.0f"),
            Spread.of(runs.stream().map(QueueMeasurement::cpuSecondsOfAMillion).toList())
                .shown("%.1f"));
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
