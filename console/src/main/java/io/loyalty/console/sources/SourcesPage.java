package io.loyalty.console.sources;

import io.loyalty.client.consumption.DeadLetterList;
import io.loyalty.client.scorecard.SourceList;
import io.loyalty.console.service.Answered;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Holds the list of sources of the last days.
 *
 * @param refused the sources with dead letters
 * @param scorecards the sources with scorecards
 * @param from dead letters that were refused from then on are counted
 * @param to dead letters that were refused before then are counted
 * @param hasStreams whether a stream-service is configured, whose stage makes scorecards
 */
record SourcesPage(
    Answered<List<DeadLetterList.Group>> refused,
    Answered<SourceList> scorecards,
    Instant from,
    Instant to,
    boolean hasStreams) {
  /** Returns the sources that are known of. */
  public Collection<SourceRow> rows() {
    return SourceRow.of(
        refused.orElse(List.of()), scorecards.map(SourceList::sources).orElse(List.of()));
  }

  /** Returns whether there are more sources than are listed. */
  public boolean more() {
    return scorecards.isThere() && scorecards.value().more();
  }

  /** Returns what the rows are made of. */
  List<Answered<?>> answers() {
    return List.of(refused, scorecards);
  }

  /** Returns why a part of the list is missing, each reason once. */
  public List<String> faults() {
    return Answered.faults(answers());
  }
}
