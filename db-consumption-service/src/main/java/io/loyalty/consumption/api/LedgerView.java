package io.loyalty.consumption.api;

import java.time.Instant;
import java.util.List;

/**
 * Holds the response of {@code GET /ledger}.
 *
 * @param from the first hour
 * @param to the end, exclusive
 * @param hours the hours of each event type in which records were read, by hour and event type
 */
record LedgerView(Instant from, Instant to, List<Hour> hours) {
  /** Counts the records of an event type that the live load read in an hour, by their outcome. */
  record Hour(
      Instant hour,
      String eventType,
      long records,
      long inserted,
      long duplicates,
      long conflicts,
      long deadLettered) {}
}
