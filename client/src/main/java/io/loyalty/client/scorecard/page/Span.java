package io.loyalty.client.scorecard.page;

import io.loyalty.client.scorecard.Scorecard;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * Sums up hours of a source. Percentiles of several hours can't be told from those of each; so
 * their highest are kept.
 *
 * @param events accepted events
 * @param refused refused events
 * @param duplicates accepted events that came again
 * @param highestP50 the highest median lateness of an hour, in milliseconds; null without events
 * @param highestP95 the highest 95th percentile of an hour
 * @param clockAhead events of a clock that is ahead
 * @param clockAheadMost by how many milliseconds the worst one
 * @param unknownFields events with unknown fields
 * @param failedChecks events that failed a check
 * @param activeHours hours with an accepted event
 */
public record Span(
    long events,
    long refused,
    long duplicates,
    Long highestP50,
    Long highestP95,
    long clockAhead,
    long clockAheadMost,
    long unknownFields,
    long failedChecks,
    long activeHours) {
  private static final double PERCENT = 100.0;

  static Span of(List<Scorecard> hours) {
    return new Span(
        sum(hours, Scorecard::events),
        sum(hours, Scorecard::refused),
        sum(hours, Scorecard::duplicates),
        hours.stream()
            .map(Scorecard::latenessP50)
            .filter(Objects::nonNull)
            .max(Long::compare)
            .orElse(null),
        hours.stream()
            .map(Scorecard::latenessP95)
            .filter(Objects::nonNull)
            .max(Long::compare)
            .orElse(null),
        sum(hours, Scorecard::clockAhead),
        hours.stream().mapToLong(Scorecard::clockAheadMost).max().orElse(0),
        sum(hours, Scorecard::unknownFields),
        sum(hours, Scorecard::failedChecks),
        hours.stream().filter(each -> each.events() > 0).count());
  }

  private static long sum(List<Scorecard> hours, ToLongFunction<Scorecard> count) {
    return hours.stream().mapToLong(count).sum();
  }

  /** Returns the share of valid events in percent; null if there were none. */
  public Double validPercent() {
    long all = events + refused;
    return all == 0 ? null : PERCENT * events / all;
  }
}
