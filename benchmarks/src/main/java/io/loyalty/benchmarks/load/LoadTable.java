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
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-10s %32s %32s %28s"
            .formatted("", "rows/s", "with begin and end", "CPU seconds a million rows"));
    runs.forEach(
        (name, of) ->
            lines.add(
                "%-10s %32s %32s %28s"
                    .formatted(
                        name,
                        spread(of, LoadRun::rate).shown("%,.0f"),
                        spread(of, LoadRun::wholeRate).shown("%,.0f"),
                        spread(of, LoadRun::cpuSecondsOfAMillion).shown("%.1f"))));
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
