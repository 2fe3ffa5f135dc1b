package io.loyalty.consumption.warehouse.proof;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Days, in UTC, whose rows retention has dropped.
 *
 * @param from the first
 * @param to the day after the last
 */
public record ExpiredDays(LocalDate from, LocalDate to) {
  /** Returns whether a moment is in them. */
  public boolean contains(Instant moment) {
    LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
    return !day.isBefore(from) && day.isBefore(to);
  }
}
