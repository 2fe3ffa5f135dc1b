package io.loyalty.benchmarks.stream;

import io.loyalty.benchmarks.figure.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Formats the runs of a race as text, with the ratios of all others to the first contender.
 *
 * @param runs the runs of each contender, by round
 */
record StageTable(Map<String, List<StageRun>> runs) {
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-10s %32s %32s %28s"
            .formatted("", "records/s", "with begin and end", "CPU seconds a million"));
    runs.forEach(
        (name, of) ->
            lines.add(
                "%-10s %32s %32s %28s"
                    .formatted(
                        name,
                        spread(of, StageRun::rate).shown("%,.0f"),
                        spread(of, StageRun::wholeRate).shown("%,.0f"),
                        spread(of, StageRun::cpu).shown("%.1f"))));
    String limit = runs.keySet().iterator().next();
    lines.add("median of %d paired ratios:".formatted(runs.get(limit).size()));
    runs.keySet().stream()
        .skip(1)
        .forEach(
            name ->
                lines.add(
                    "  %s / %s, records/s: %s, with begin and end: %s"
                        .formatted(
                            name,
                            limit,
                            ratio(name, limit, StageRun::rate),
                            ratio(name, limit, StageRun::wholeRate))));
    return lines;
  }

  private static Spread spread(List<StageRun> of, ToDoubleFunction<StageRun> figure) {
    return Spread.of(of.stream().map(figure::applyAsDouble).toList());
  }

  private String ratio(String of, String to, ToDoubleFunction<StageRun> figure) {
    return Spread.ofPairs(
            runs.get(of),
            runs.get(to),
            (mine, theirs) -> figure.applyAsDouble(mine) / figure.applyAsDouble(theirs))
        .shown("%.2f");
  }
}
