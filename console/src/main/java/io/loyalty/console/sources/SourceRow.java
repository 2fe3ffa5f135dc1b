package io.loyalty.console.sources;

import io.loyalty.client.consumption.DeadLetterList;
import io.loyalty.client.scorecard.SourceList;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes a source in the list.
 *
 * @param source its name
 * @param events its accepted events by its scorecards; null without one
 * @param refused its refused events: its dead letters, or where their list has none, by its
 *     scorecards
 * @param duplicates its events that came again, by its scorecards; null without one
 * @param hours the hours that have a scorecard
 * @param lastHour the last of them; null without one
 * @param lastRefused when the last of its dead letters was refused; null if none is listed
 */
record SourceRow(
    String source,
    Long events,
    long refused,
    Long duplicates,
    long hours,
    Instant lastHour,
    Instant lastRefused) {
  /** Returns the sources with dead letters, then those that have a scorecard and no dead letter. */
  static Collection<SourceRow> of(
      List<DeadLetterList.Group> refused, List<SourceList.Source> sums) {
    Map<String, SourceRow> rows = new LinkedHashMap<>();
    for (DeadLetterList.Group each : refused) {
      rows.put(
          each.source(),
          new SourceRow(each.source(), null, each.count(), null, 0, null, each.last()));
    }
    for (SourceList.Source each : sums) {
      rows.merge(
          each.source(),
          new SourceRow(
              each.source(),
              each.events(),
              each.refused(),
              each.duplicates(),
              each.hours(),
              each.lastHour(),
              null),
          SourceRow::withScorecard);
    }
    return rows.values();
  }

  /**
   * Returns whether the refused events are its dead letters, so that a filter has the same ones.
   */
  public boolean hasLetters() {
    return lastRefused != null;
  }

  /** Adds the sums of a scorecard; dead letters are counted at once, and scorecards hours later. */
  private SourceRow withScorecard(SourceRow sums) {
    return new SourceRow(
        source, sums.events, refused, sums.duplicates, sums.hours, sums.lastHour, lastRefused);
  }
}
