package io.loyalty.client.scorecard;

import java.time.Instant;
import java.util.List;

/**
 * Tells what a source sent in an hour. Accepted events count in the hour in which they occurred,
 * refused and repeated ones in that in which they came.
 *
 * @param hour the beginning of the hour
 * @param events accepted events, each once
 * @param refused events that ingestion refused, each once
 * @param otherReasons refused events by reasons that are not listed
 * @param duplicates accepted events that came again
 * @param latenessP50 the median of the lateness in milliseconds; null without events
 * @param latenessP95 its 95th percentile
 * @param clockAhead events that occurred after they were received
 * @param clockAheadMost by how many milliseconds the worst one
 * @param unknownFields events with fields that their contract does not know
 * @param failedChecks events that failed a check
 * @param activeMinutes minutes with an accepted event
 * @param longestSilence the most minutes in a row without one
 * @param firstAt when the first accepted event occurred; null if there is none
 * @param lastAt when the last one occurred
 * @param types accepted events by type
 * @param reasons the most frequent reasons of refused events, the most frequent first
 * @param checks the checks that were failed
 */
public record Scorecard(
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
    List<Type> types,
    List<Reason> reasons,
    List<Check> checks) {
  /** Keeps unmodifiable copies of the lists. */
  public Scorecard {
    types = List.copyOf(types);
    reasons = List.copyOf(reasons);
    checks = List.copyOf(checks);
  }

  /** Counts the accepted events of a type. */
  public record Type(String eventType, long events) {}

  /** Counts refused events; rule and path are null if the reason says it all. */
  public record Reason(String reason, String rule, String path, long events) {}

  /** Counts events that failed a check. */
  public record Check(String eventType, String name, long events) {}
}
