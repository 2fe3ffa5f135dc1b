package io.loyalty.stream.enrichment;

import java.time.LocalDate;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/**
 * Finds the age band of a member. It goes by the month of birth: the day would be one more personal
 * fact in the state, and would change the band by a month at most.
 */
final class AgeBand {
  static final String UNKNOWN = "unknown";

  private static final int MONTHS = 12;
  private static final int[] FROM = {0, 18, 25, 35, 45, 55, 65};
  private static final String[] NAMES = {
    "0-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+"
  };

  private AgeBand() {}

  /** Returns the month of a date, counted from the year 0. */
  static @Nullable Integer month(@Nullable LocalDate date) {
    return date == null ? null : Math.toIntExact(date.getLong(ChronoField.PROLEPTIC_MONTH));
  }

  /** Returns the band of somebody who was born in that month, on a day. */
  static String of(@Nullable Integer birthMonth, LocalDate on) {
    if (birthMonth == null || month(on) < birthMonth) {
      return UNKNOWN;
    }
    int age = (month(on) - birthMonth) / MONTHS;
    int band = FROM.length - 1;
    while (age < FROM[band]) {
      band--;
    }
    return NAMES[band];
  }
}
