package io.loyalty.client.scorecard;

import java.time.Instant;
import java.util.List;

/**
 * Lists the sources that have scorecards.
 *
 * @param from the first hour
 * @param to the end, exclusive
 * @param sources the sources, those with the most events first
 * @param more whether there are more than are listed
 */
public record SourceList(Instant from, Instant to, List<Source> sources, boolean more) {
  /** Keeps an unmodifiable copy of the list. */
  public SourceList {
    sources = sources == null ? List.of() : List.copyOf(sources);
  }

  /**
   * Sums up the scorecards of a source.
   *
   * @param source the source
   * @param events its accepted events
   * @param refused its refused events
   * @param duplicates its accepted events that came again
   * @param hours the hours that have a scorecard
   * @param lastHour the last of them
   */
  public record Source(
      String source, long events, long refused, long duplicates, long hours, Instant lastHour) {}
}
