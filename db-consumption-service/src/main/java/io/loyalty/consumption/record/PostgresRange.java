package io.loyalty.consumption.record;

import io.loyalty.schemas.wire.MalformedRecordException;

/**
 * Checks values against the ranges of PostgreSQL's types, some of which are narrower than Avro's.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype-datetime.html">Date/time types</a>
 */
final class PostgresRange {
  /** This is 4714-11-24 BC, day 0 of the Julian calendar, in days since 1970. */
  private static final int FIRST_DAY = -2_440_588;

  /** This is 5874897-12-31, in days since 1970. */
  private static final int LAST_DAY = 2_145_042_905;

  private static final long DAY_MICROS = 86_400_000_000L;

  /**
   * This is 4714-11-24 BC; the upper bound, 294276 AD, exceeds a long of microseconds since 1970.
   */
  private static final long FIRST_MICROS = FIRST_DAY * DAY_MICROS;

  private static final long MILLI = 1_000L;

  private PostgresRange() {}

  static short smallint(long value) {
    if (value != (short) value) {
      throw outside("smallint");
    }
    return (short) value;
  }

  static long timestampOfMillis(long millis) {
    if (millis > Long.MAX_VALUE / MILLI || millis < Long.MIN_VALUE / MILLI) {
      throw outside("timestamptz");
    }
    return timestamp(millis * MILLI);
  }

  static long timestamp(long micros) {
    if (micros < FIRST_MICROS) {
      throw outside("timestamptz");
    }
    return micros;
  }

  static int date(int days) {
    if (days < FIRST_DAY || days > LAST_DAY) {
      throw outside("date");
    }
    return days;
  }

  static long timeOfMillis(int millis) {
    return time(millis * MILLI);
  }

  static long time(long micros) {
    if (micros < 0 || micros >= DAY_MICROS) {
      throw outside("time");
    }
    return micros;
  }

  private static MalformedRecordException outside(String type) {
    return new MalformedRecordException("outside the range of " + type);
  }
}
