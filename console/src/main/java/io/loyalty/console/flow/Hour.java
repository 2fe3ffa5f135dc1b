package io.loyalty.console.flow;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.history.Ledger;
import java.time.Instant;

/**
 * Holds one hour of the chart of the last 24.
 *
 * @param hour its begin
 * @param rows the events that became rows
 * @param duplicates the events that were there already
 * @param refused the dead letters that arrived, of ingestion and of the load
 */
record Hour(Instant hour, long rows, long duplicates, long refused) {
  /** Returns an hour in which nothing was loaded. */
  static Hour empty(Instant hour) {
    return new Hour(hour, 0, 0, 0);
  }

  /** Adds the counts of an event type. */
  Hour plus(Ledger.Hour counts) {
    return switch (counts.eventType()) {
      case ConsumptionStatus.DEAD_LETTER_RESOLUTION -> this;
      case ConsumptionStatus.DEAD_LETTER ->
          new Hour(hour, rows, duplicates, refused + counts.inserted());
      default ->
          new Hour(
              hour,
              rows + counts.inserted(),
              duplicates + counts.duplicates(),
              refused + counts.deadLettered());
    };
  }
}
