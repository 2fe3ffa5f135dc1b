package io.loyalty.consumption.warehouse.proof;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Holds the days, in UTC, whose rows retention has dropped.
 *
 * @param from the first day
 * @param to the day after the last
 */
public record ExpiredDays(LocalDate from, LocalDate to) {
  /** Returns whether the moment is on one of these days. */
  public boolean contains(Instant moment) {
    LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
    return !day.isBefore(from) && day.isBefore(to);
  }
}
