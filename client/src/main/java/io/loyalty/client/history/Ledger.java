package io.loyalty.client.history;

import java.time.Instant;
import java.util.List;

/**
 * Tells what became of the records of the live load, hour by hour.
 *
 * @param from the first hour
 * @param to the end, exclusive
 * @param hours the hours of each event type in which records were read, by hour and type
 */
public record Ledger(Instant from, Instant to, List<Hour> hours) {
  /** Keeps an unmodifiable copy of the list. */
  public Ledger {
    hours = hours == null ? List.of() : List.copyOf(hours);
  }

  /** Counts the records of an event type that were read in an hour, by their outcome. */
  public record Hour(
      Instant hour,
      String eventType,
      long records,
      long inserted,
      long duplicates,
      long conflicts,
      long deadLettered) {}
}
