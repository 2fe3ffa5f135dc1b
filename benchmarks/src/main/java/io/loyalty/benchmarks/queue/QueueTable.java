package io.loyalty.benchmarks.queue;

import io.loyalty.benchmarks.figure.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Formats the runs of a race as text.
 *
 * @param bare the runs of the limit
 * @param ours the runs of the service
 * @param peer the runs of the peer
 */
record QueueTable(
    List<QueueMeasurement> bare, List<QueueMeasurement> ours, List<QueueMeasurement> peer) {
  List<String> lines(String limit) {
    List<String> lines = new ArrayList<>();
    lines.add("%-8s %34s %34s".formatted("", "events/s", "CPU seconds a million events"));
    lines.add(line(limit, bare));
    lines.add(line("ours", ours));
    lines.add(line("peer", peer));
    lines.add("median of %d paired ratios:".formatted(ours.size()));
    lines.add("  ours / %s, events/s: %s".formatted(limit, ratio(bare, QueueMeasurement::rate)));
    lines.add("  ours / peer, events/s: %s".formatted(ratio(peer, QueueMeasurement::rate)));
    lines.add(
        "  ours / peer, CPU seconds: %s"
            .formatted(ratio(peer, QueueMeasurement::cpuSecondsOfAMillion)));
    return lines;
  }

  private static String line(String name, List<QueueMeasurement> runs) {
    return "%-8s %34s %34s"
        .formatted(
            name,
            Spread.of(runs.stream().map(QueueMeasurement::rate).toList()).shown("%,.0f"),
            Spread.of(runs.stream().map(QueueMeasurement::cpuSecondsOfAMillion).toList())
                .shown("%.1f"));
  }

  private String ratio(List<QueueMeasurement> other, ToDoubleFunction<QueueMeasurement> figure) {
    return Spread.ofPairs(
            ours,
            other,
            (mine, theirs) -> figure.applyAsDouble(mine) / figure.applyAsDouble(theirs))
        .shown("%.2f");
  }
}
