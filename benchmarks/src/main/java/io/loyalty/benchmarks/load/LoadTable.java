package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.figure.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Formats the runs of a race as text.
 *
 * @param compared the contender that the others are compared with
 * @param runs the runs of each contender, by round
 */
record LoadTable(String compared, Map<String, List<LoadRun>> runs) {
  private static final String ROW = "%-11s %32s %32s %26s %22s %24s";

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        ROW.formatted(
            "",
            "rows/s",
            "with begin and end",
            "CPU seconds a million rows",
            "PostgreSQL's",
            "benchmark's, with broker"));
    runs.forEach(
        (name, of) ->
            lines.add(
                ROW.formatted(
                    name,
                    spread(of, LoadRun::rate).shown("%,.0f"),
                    spread(of, LoadRun::wholeRate).shown("%,.0f"),
                    spread(of, LoadRun::cpuSecondsOfAMillion).shown("%.1f"),
                    spread(of, LoadRun::databaseSecondsOfAMillion).shown("%.1f"),
                    spread(of, LoadRun::brokerSecondsOfAMillion).shown("%.1f"))));
    lines.add("median of %d paired ratios:".formatted(runs.get(compared).size()));
    runs.forEach(
        (name, of) -> {
          if (!name.equals(compared)) {
            lines.add(
                "  %s / %s, rows/s: %s, with begin and end: %s"
                    .formatted(
                        compared, name, ratio(of, LoadRun::rate), ratio(of, LoadRun::wholeRate)));
          }
        });
    return lines;
  }

  private static Spread spread(List<LoadRun> of, ToDoubleFunction<LoadRun> figure) {
    return Spread.of(of.stream().map(figure::applyAsDouble).toList());
  }

  private String ratio(List<LoadRun> other, ToDoubleFunction<LoadRun> figure) {
    return Spread.ofPairs(
            runs.get(compared),
            other,
            (mine, theirs) -> figure.applyAsDouble(mine) / figure.applyAsDouble(theirs))
        .shown("%.2f");
  }
}
