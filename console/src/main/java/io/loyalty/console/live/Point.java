package io.loyalty.console.live;

import java.time.Instant;

/**
 * Holds the figures of a moment in the chart of the last minutes.
 *
 * @param at when
 * @param produced the events per second that came onto the topics of event types
 * @param loaded the events per second that were loaded
 * @param refused the events per second that were refused
 * @param lag the events that were not loaded yet
 */
public record Point(Instant at, double produced, double loaded, double refused, long lag) {}
