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
record QueueTable(List<Run> bare, List<Run> ours, List<Run> peer) {
  List<String> lines(String limit) {
    List<String> lines = new ArrayList<>();
    lines.add("%-8s %34s %34s".formatted("", "events/s", "CPU seconds a million events"));
    lines.add(line(limit, bare));
    lines.add(line("ours", ours));
    lines.add(line("peer", peer));
    lines.add("median of %d paired ratios:".formatted(ours.size()));
    lines.add("  ours / %s, events/s: %s".formatted(limit, ratio(bare, Run::rate)));
    lines.add("  ours / peer, events/s: %s".formatted(ratio(peer, Run::rate)));
    lines.add("  ours / peer, CPU seconds: %s".formatted(ratio(peer, Run::cpuSecondsOfAMillion)));
    return lines;
  }

  private static String line(String name, List<Run> runs) {
    return "%-8s %34s %34s"
        .formatted(
            name,
            Spread.of(runs.stream().map(Run::rate).toList()).shown("%,.0f"),
            Spread.of(runs.stream().map(Run::cpuSecondsOfAMillion).toList()).shown("%.1f"));
  }

  private String ratio(List<Run> other, ToDoubleFunction<Run> figure) {
    return Spread.ofPairs(
            ours,
            other,
            (mine, theirs) -> figure.applyAsDouble(mine) / figure.applyAsDouble(theirs))
        .shown("%.2f");
  }
}
