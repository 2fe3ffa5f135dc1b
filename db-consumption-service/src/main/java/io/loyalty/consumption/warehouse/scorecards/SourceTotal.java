package io.loyalty.consumption.warehouse.scorecards;

import java.time.Instant;

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
public record SourceTotal(
    String source, long events, long refused, long duplicates, long hours, Instant lastHour) {}
