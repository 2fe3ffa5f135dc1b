package io.loyalty.console.runs;

import io.loyalty.client.consumption.ReconciliationList;
import io.loyalty.client.consumption.RedriveList;
import io.loyalty.client.consumption.ReplayList;
import io.loyalty.console.service.Answered;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows runs of all kinds, the newest first.
 *
 * @param kind the kind that is shown; empty for all
 * @param isOnlyRunning whether those that have ended are left out
 * @param replays the replays of the service
 * @param redrives the redrives and previews of the service
 * @param reconciliations the reconciliations of the service
 */
record RunsPage(
    Optional<RunKind> kind,
    boolean isOnlyRunning,
    Answered<ReplayList> replays,
    Answered<RedriveList> redrives,
    Answered<ReconciliationList> reconciliations) {
  /** Returns the rows. */
  public List<RunRow> rows() {
    return all()
        .filter(each -> kind.isEmpty() || kind.get() == each.kind())
        .filter(each -> !isOnlyRunning || each.isRunning())
        .sorted(Comparator.comparing(RunRow::at, Comparator.nullsLast(Comparator.reverseOrder())))
        .toList();
  }

  private Stream<RunRow> all() {
    return Stream.of(
            replays.isThere()
                ? replays.value().replays().stream().map(RunRow::of)
                : Stream.<RunRow>of(),
            redrives.isThere()
                ? redrives.value().redrives().stream().map(RunRow::of)
                : Stream.<RunRow>of(),
            reconciliations.isThere()
                ? reconciliations.value().reconciliations().stream().map(RunRow::of)
                : Stream.<RunRow>of())
        .flatMap(each -> each);
  }

  /** Returns what the rows are made of. */
  List<Answered<?>> answers() {
    return List.of(replays, redrives, reconciliations);
  }

  /** Returns what could not be asked, each sentence once. */
  public List<String> faults() {
    return Answered.faults(answers());
  }

  /** Returns the kinds that can be chosen. */
  public List<RunKind> kinds() {
    return Arrays.asList(RunKind.values());
  }

  /** Returns the name of the chosen kind; empty for all. */
  public String chosen() {
    return kind.map(RunKind::noun).orElse("");
  }

  /** Returns the query of this page. */
  public String query() {
    return Stream.of(
            kind.map(each -> "kind=" + each.noun()).orElse(""), isOnlyRunning ? "running=true" : "")
        .filter(each -> !each.isEmpty())
        .collect(Collectors.joining("&"));
  }
}
