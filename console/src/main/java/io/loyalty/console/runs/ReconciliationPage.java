package io.loyalty.console.runs;

import io.loyalty.client.consumption.Reconciliation;
import io.loyalty.client.consumption.ReconciliationResult.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Shows a reconciliation.
 *
 * @param reconciliation the reconciliation
 */
record ReconciliationPage(Reconciliation reconciliation) {
  /** Returns the reconciliation in a line. */
  public RunRow run() {
    return RunRow.of(reconciliation);
  }

  /** Returns whether it has ended. */
  public boolean isEnded() {
    return reconciliation.state() != Reconciliation.State.RUNNING;
  }

  /** Returns whether it has proven that nothing is lost. */
  public boolean isProof() {
    return reconciliation.result() != null && reconciliation.result().isProof();
  }

  /** Returns the result of each partition; the ones that differ come first. */
  public List<Partition> partitions() {
    if (reconciliation.result() == null) {
      return List.of();
    }
    List<Partition> all = reconciliation.result().partitions();
    List<Partition> sorted = new ArrayList<>(all.stream().filter(this::differs).toList());
    all.stream().filter(each -> !differs(each)).forEach(sorted::add);
    return List.copyOf(sorted);
  }

  /** Returns whether a partition has something that a person should look at. */
  public boolean differs(Partition each) {
    return !differences(each).isEmpty();
  }

  /** Returns what differs in a partition, a sentence each. */
  public List<String> differences(Partition each) {
    List<String> all = new ArrayList<>();
    if (each.unaccounted() > 0) {
      all.add(missing(each));
    }
    add(all, each.rowsGone(), "rows are gone of records that Kafka no longer has");
    add(all, each.unledgered(), "offsets are loaded, but the ledger has lost them");
    add(all, each.surplus(), "rows are of no record");
    add(all, each.repeated(), "rows repeat an event's id with another time");
    add(
        all,
        each.unproven(),
        "records or rows could not be proven"
            + (each.reason() == null ? "" : ": " + each.reason()));
    if (each.unproven() == 0 && each.reason() != null) {
      all.add(each.reason());
    }
    return List.copyOf(all);
  }

  private static void add(List<String> all, long count, String what) {
    if (count > 0) {
      all.add(String.format(Locale.ROOT, "%,d %s", count, what));
    }
  }

  private static String missing(Partition each) {
    String offsets = each.missing().stream().map(String::valueOf).collect(Collectors.joining(", "));
    long more = each.unaccounted() - each.missing().size();
    String tail = more > 0 && !offsets.isEmpty() ? " …" : "";
    return String.format(
        Locale.ROOT,
        "%,d records are unaccounted for%s",
        each.unaccounted(),
        offsets.isEmpty() ? "" : ": offsets " + offsets + tail);
  }
}
