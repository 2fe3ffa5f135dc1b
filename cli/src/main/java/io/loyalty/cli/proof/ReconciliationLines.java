package io.loyalty.cli.proof;

import io.loyalty.cli.text.Table;
import io.loyalty.client.consumption.ReconciliationResult;
import io.loyalty.client.consumption.ReconciliationResult.Partition;
import io.loyalty.client.text.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats the result of a reconciliation as text. */
public final class ReconciliationLines {

  private ReconciliationLines() {}

  /** Returns one line per partition, the unaccounted offsets, and the conclusion. */
  public static List<String> lines(ReconciliationResult reconciliation) {
    Table table =
        new Table(
            "%-40s %9d %6s %,12d %,12d %,10d %,9d %,12d %,8d %,8d %,8d %,8d %,11d",
            "topic",
            "partition",
            "depth",
            "records",
            "rows",
            "duplicates",
            "conflicts",
            "dead letters",
            "holes",
            "expired",
            "lost",
            "given up",
            "unaccounted");
    reconciliation.partitions().forEach(each -> row(table, each));
    reconciliation.partitions().stream()
        .filter(each -> each.unaccounted() > 0)
        .map(ReconciliationLines::missing)
        .forEach(table::note);
    reconciliation.partitions().forEach(each -> notes(each).forEach(table::note));
    reconciliation.partitions().stream()
        .filter(each -> !each.childrenProven())
        .map(Partition::topic)
        .distinct()
        .map("%s: its child rows were not looked at; --deep does"::formatted)
        .forEach(table::note);
    return table.note(verdict(reconciliation)).lines();
  }

  private static String verdict(ReconciliationResult reconciliation) {
    if (reconciliation.isProof()) {
      return "Reconciled: nothing is unaccounted for.";
    }
    return reconciliation.unaccounted() == 0
        ? "NOT reconciled: some records could not be read."
        : String.format(
            Locale.ROOT,
            "NOT reconciled: %,d records are unaccounted for.",
            reconciliation.unaccounted());
  }

  private static void row(Table table, Partition each) {
    table.add(
        each.topic(),
        each.partition(),
        each.depth().toLowerCase(Locale.ROOT),
        each.records(),
        each.rows(),
        each.duplicates(),
        each.conflicts(),
        each.deadLettered(),
        each.holes(),
        each.expired(),
        each.lost(),
        each.givenUp(),
        each.unaccounted());
  }

  /** Returns the findings that the columns do not show. */
  private static List<String> notes(Partition each) {
    List<String> notes = new ArrayList<>();
    note(notes, each, each.rowsGone(), "rows are gone of records that Kafka no longer has");
    note(
        notes,
        each,
        each.unledgered(),
        "offsets are loaded, but pipeline.load_ledger has lost them");
    note(notes, each, each.surplus(), "rows are of no record");
    note(notes, each, each.repeated(), "rows repeat an event's id with another time");
    note(
        notes,
        each,
        each.unproven(),
        "records or rows could not be proven"
            + (each.reason() == null ? "" : ": " + PrintableText.line(each.reason())));
    return notes;
  }

  private static void note(List<String> notes, Partition each, long count, String what) {
    if (count > 0) {
      notes.add(
          String.format(Locale.ROOT, "%s-%d: %,d %s", each.topic(), each.partition(), count, what));
    }
  }

  private static String missing(Partition each) {
    long more = each.unaccounted() - each.missing().size();
    return String.format(
        Locale.ROOT,
        "unaccounted for in %s-%d: %s%s",
        each.topic(),
        each.partition(),
        each.missing().isEmpty() ? "offsets not listed" : "offsets " + ranges(each.missing()),
        each.missing().isEmpty() || more <= 0
            ? ""
            : String.format(Locale.ROOT, ", and %,d more", more));
  }

  /** Formats adjacent offsets as one range. */
  private static String ranges(List<Long> offsets) {
    List<String> ranges = new ArrayList<>();
    List<Long> sorted = offsets.stream().sorted().distinct().toList();
    int first = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      if (i == sorted.size() || sorted.get(i) != sorted.get(i - 1) + 1) {
        long from = sorted.get(first);
        long to = sorted.get(i - 1);
        ranges.add(from == to ? Long.toString(from) : from + "-" + to);
        first = i;
      }
    }
    return String.join(", ", ranges);
  }
}
