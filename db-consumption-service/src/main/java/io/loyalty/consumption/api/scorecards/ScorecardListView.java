package io.loyalty.consumption.api.scorecards;

import io.loyalty.consumption.warehouse.scorecards.Scorecard;
import java.time.Instant;
import java.util.List;

/**
 * Holds the response of {@code GET /scorecards}.
 *
 * @param source the source
 * @param from the first hour
 * @param to the end, exclusive
 * @param hours the hours that have a scorecard, in order
 */
record ScorecardListView(String source, Instant from, Instant to, List<Hour> hours) {
  static ScorecardListView of(String source, Instant from, Instant to, List<Scorecard> cards) {
    return new ScorecardListView(source, from, to, cards.stream().map(Hour::of).toList());
  }

  /** Shows one hour. */
  record Hour(
      Instant hour,
      long events,
      long refused,
      long otherReasons,
      long duplicates,
      Long latenessP50,
      Long latenessP95,
      long clockAhead,
      long clockAheadMost,
      long unknownFields,
      long failedChecks,
      int activeMinutes,
      int longestSilence,
      Instant firstAt,
      Instant lastAt,
      List<Scorecard.Type> types,
      List<Scorecard.Reason> reasons,
      List<Scorecard.Check> checks) {
    private static Hour of(Scorecard card) {
      Scorecard.Counts counts = card.counts();
      return new Hour(
          card.hour(),
          counts.events(),
          counts.refused(),
          counts.otherReasons(),
          counts.duplicates(),
          card.latenessP50(),
          card.latenessP95(),
          counts.clockAhead(),
          card.clockAheadMost(),
          counts.unknownFields(),
          counts.failedChecks(),
          card.activeMinutes(),
          card.longestSilence(),
          card.firstAt(),
          card.lastAt(),
          card.types(),
          card.reasons(),
          card.checks());
    }
  }
}
