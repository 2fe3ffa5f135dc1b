package io.loyalty.consumption.warehouse.scorecards;

import java.time.Instant;
import java.util.List;

/**
 * Tells what a source sent in an hour, as its contract {@code source-scorecard} says.
 *
 * @param hour the beginning of the hour
 * @param counts the counts of its events
 * @param latenessP50 the median of the lateness in milliseconds; null without events
 * @param latenessP95 its 95th percentile
 * @param clockAheadMost by how many milliseconds the worst event was ahead
 * @param activeMinutes minutes with an event
 * @param longestSilence the most minutes in a row without one
 * @param firstAt when the first event occurred; null if there is none
 * @param lastAt when the last event occurred
 * @param types accepted events by type
 * @param reasons the most frequent reasons of refused events
 * @param checks failed checks
 */
public record Scorecard(
    Instant hour,
    Counts counts,
    Long latenessP50,
    Long latenessP95,
    long clockAheadMost,
    int activeMinutes,
    int longestSilence,
    Instant firstAt,
    Instant lastAt,
    List<Type> types,
    List<Reason> reasons,
    List<Check> checks) {
  /** Counts events of an hour by what became of them and what is wrong with them. */
  public record Counts(
      long events,
      long refused,
      long otherReasons,
      long duplicates,
      long clockAhead,
      long unknownFields,
      long failedChecks) {}

  /** Counts the accepted events of a type. */
  public record Type(String eventType, long events) {}

  /** Counts refused events of a reason; rule and path are null if the reason says it all. */
  public record Reason(String reason, String rule, String path, long events) {}

  /** Counts events that failed a check. */
  public record Check(String eventType, String name, long events) {}
}
