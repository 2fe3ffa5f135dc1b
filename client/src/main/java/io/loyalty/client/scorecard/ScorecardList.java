package io.loyalty.client.scorecard;

import java.time.Instant;
import java.util.List;

/**
 * Lists the scorecards of a source.
 *
 * @param source the source
 * @param from the first hour
 * @param to the end, exclusive
 * @param hours the hours that have a scorecard, in order
 */
public record ScorecardList(String source, Instant from, Instant to, List<Scorecard> hours) {
  /** Keeps an unmodifiable copy of the list. */
  public ScorecardList {
    hours = List.copyOf(hours);
  }
}
