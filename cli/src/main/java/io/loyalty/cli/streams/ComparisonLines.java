package io.loyalty.cli.streams;

import io.loyalty.cli.text.Table;
import io.loyalty.client.streams.Comparison;
import io.loyalty.client.streams.TypeDifference;
import io.loyalty.client.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats a comparison of a stage with a candidate as text. */
final class ComparisonLines {
  private ComparisonLines() {}

  /** Returns a line for each type, and below it the fields that differ and some ids. */
  static List<String> of(Comparison comparison) {
    Table table =
        new Table(
            "%-20s %,12d %,12d %,12d %,14d",
            "event type", "same", "different", "only in use", "only candidate");
    for (TypeDifference type : comparison.types()) {
      table.add(
          type.eventType(), type.same(), type.different(), type.onlyInUse(), type.onlyCandidate());
      type.fields()
          .forEach(
              each ->
                  table.note(
                      String.format(
                          Locale.ROOT,
                          "  %s differs in %,d",
                          PrintableText.line(each.field()),
                          each.results())));
      if (!type.examples().isEmpty()) {
        table.note("  such as " + PrintableText.line(String.join(", ", type.examples())));
      }
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(verdict(comparison));
    return lines;
  }

  private static String verdict(Comparison comparison) {
    boolean isSame =
        comparison.types().stream()
            .allMatch(type -> type.different() + type.onlyInUse() + type.onlyCandidate() == 0);
    return PrintableText.line(
        isSame
            ? "%s and its candidate %s have derived the same."
                .formatted(comparison.stage(), comparison.version())
            : "%s and its candidate %s have not derived the same."
                .formatted(comparison.stage(), comparison.version()));
  }
}
