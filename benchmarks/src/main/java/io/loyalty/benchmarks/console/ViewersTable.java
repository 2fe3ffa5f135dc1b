package io.loyalty.benchmarks.console;

import io.loyalty.benchmarks.figure.Quantiles;
import io.loyalty.benchmarks.figure.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Shows what was measured with viewers and without them, round by round and in all. */
final class ViewersTable {
  private static final String ROW = "%-42s %28s %28s %22s";
  private static final List<String> SERVICES =
      List.of("ingestion-service", "db-consumption-service", "console");

  private final List<ViewersPhase> phases;
  private final Function<String, Quantiles> ages;

  /** Takes all phases, and the function from their name to the ages of their events. */
  ViewersTable(List<ViewersPhase> phases, Function<String, Quantiles> ages) {
    this.phases = phases;
    this.ages = ages;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (ViewersPhase each : phases) {
      lines.add(
          "%s: from when it was due to be sent to a visible row, ms: %s"
              .formatted(each.name(), ages.apply(each.name())));
      if (each.isWatched()) {
        lines.add("  between new figures on an open page, ms: " + Quantiles.of(each.gaps()));
      }
    }
    lines.add(ROW.formatted("median (spread)", "no viewer", "viewers", "paired ratio"));
    figures().forEach((name, figure) -> lines.add(row(name, figure)));
    return lines;
  }

  private Map<String, ToDoubleFunction<ViewersPhase>> figures() {
    Map<String, ToDoubleFunction<ViewersPhase>> figures = new LinkedHashMap<>();
    figures.put("freshness p50, ms", each -> ages.apply(each.name()).millis(0.5));
    figures.put("freshness p99, ms", each -> ages.apply(each.name()).millis(0.99));
    for (int i = 0; i < SERVICES.size(); i++) {
      int service = i;
      figures.put("CPU s/s of " + SERVICES.get(i), each -> each.uses().get(service).cores());
    }
    figures.put("CPU s/s of queue, broker, sender, viewers", ViewersPhase::own);
    // Nobody but the console asks the services.
    for (int i = 0; i < SERVICES.size() - 1; i++) {
      int service = i;
      figures.put("requests/s to " + SERVICES.get(i), each -> each.uses().get(service).requests());
    }
    return figures;
  }

  private String row(String name, ToDoubleFunction<ViewersPhase> figure) {
    List<Double> alone = of(false, figure);
    List<Double> watched = of(true, figure);
    String format = name.endsWith("ms") ? "%.0f" : "%.3f";
    return ROW.formatted(
        name,
        Spread.of(alone).shown(format),
        Spread.of(watched).shown(format),
        Spread.ofPairs(watched, alone, (one, other) -> one / other).shown("%.2f"));
  }

  private List<Double> of(boolean isWatched, ToDoubleFunction<ViewersPhase> figure) {
    return phases.stream()
        .filter(each -> each.isWatched() == isWatched)
        .map(figure::applyAsDouble)
        .toList();
  }
}
