package io.loyalty.ingestion.record.plan;

/**
 * Reads dates and times of RFC 3339 from characters, without creating objects. Proleptic Gregorian
 * calendar, years 0001 to 9999; no leap second, since none has a place in Avro's timestamps. Not
 * thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339</a>
 */
final class TimeReader {
  private static final int DATE_LENGTH = 10;
  private static final int MOST_FRACTION_DIGITS = 9;
  private static final int MOST_OFFSET_MINUTES = 18 * 60;

  private byte[] text;
  private int at;
  private int end;
  private long epochDay;
  private int secondOfDay;
  private int nanos;
  private int offsetMinutes;

  /** Returns the days since 1970-01-01 of a date or timestamp. */
  long epochDay() {
    return epochDay;
  }

  /** Returns the nanoseconds since midnight of a time. */
  long nanoOfDay() {
    return secondOfDay * 1_000_000_000L + nanos;
  }

  /** Returns the seconds since 1970-01-01T00:00Z of a timestamp. */
  long epochSecond() {
    return epochDay * 86_400 + secondOfDay - offsetMinutes * 60L;
  }

  /** Returns the nanoseconds in its second. */
  int nanos() {
    return nanos;
  }

  /** Returns the microseconds since 1970-01-01T00:00Z of a timestamp, truncated. */
  long epochMicros() {
    return epochSecond() * 1_000_000 + nanos / 1_000;
  }

  /** Returns the minutes by which a timestamp's local time is ahead of UTC. */
  int offsetMinutes() {
    return offsetMinutes;
  }

  /** Reads a {@code full-date}; returns whether it is one. */
  boolean readDate(byte[] from, int offset, int length) {
    start(from, offset, length);
    return length == DATE_LENGTH && date();
  }

  /** Reads a {@code partial-time}, a time without offset; returns whether it is one. */
  boolean readTime(byte[] from, int offset, int length) {
    start(from, offset, length);
    return time() && at == end;
  }

  /** Reads a {@code date-time}; returns whether it is one. */
  boolean readTimestamp(byte[] from, int offset, int length) {
    start(from, offset, length);
    return date() && next('t') && time() && offset() && at == end;
  }

  private void start(byte[] from, int offset, int length) {
    text = from;
    at = offset;
    end = offset + length;
    offsetMinutes = 0;
  }

  private boolean date() {
    int year = number(4);
    if (year < 1 || !next('-')) {
      return false;
    }
    int month = number(2);
    if (month < 1 || month > 12 || !next('-')) {
      return false;
    }
    int day = number(2);
    if (day < 1 || day > daysOf(year, month)) {
      return false;
    }
    epochDay = daysSinceEpoch(year, month, day);
    return true;
  }

  private boolean time() {
    int hour = number(2);
    if (hour < 0 || hour > 23 || !next(':')) {
      return false;
    }
    int minute = number(2);
    if (minute < 0 || minute > 59 || !next(':')) {
      return false;
    }
    int second = number(2);
    if (second < 0 || second > 59) {
      return false;
    }
    secondOfDay = (hour * 60 + minute) * 60 + second;
    return fraction();
  }

  private boolean fraction() {
    nanos = 0;
    if (at == end || text[at] != '.') {
      return true;
    }
    at++;
    int digits = 0;
    while (at < end && isDigit(text[at])) {
      nanos = digits < MOST_FRACTION_DIGITS ? 10 * nanos + text[at] - '0' : nanos;
      digits++;
      at++;
    }
    for (int i = digits; i < MOST_FRACTION_DIGITS; i++) {
      nanos *= 10;
    }
    return digits > 0 && digits <= MOST_FRACTION_DIGITS;
  }

  private boolean offset() {
    if (next('z')) {
      return true;
    }
    boolean negative = at < end && text[at] == '-';
    if (!negative && !(at < end && text[at] == '+')) {
      return false;
    }
    at++;
    int hours = number(2);
    if (hours < 0 || !next(':')) {
      return false;
    }
    int minutes = number(2);
    if (minutes < 0 || minutes > 59 || hours * 60 + minutes > MOST_OFFSET_MINUTES) {
      return false;
    }
    offsetMinutes = (negative ? -1 : 1) * (hours * 60 + minutes);
    return true;
  }

  /** Skips one character; letters match in either case. */
  private boolean next(char expected) {
    if (at < end && (text[at] == expected || (isLetter(expected) && text[at] == expected - 0x20))) {
      at++;
      return true;
    }
    return false;
  }

  /** Returns the number of this many digits; -1 if they are not all digits. */
  private int number(int digits) {
    if (end - at < digits) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits; i++) {
      if (!isDigit(text[at])) {
        return -1;
      }
      value = 10 * value + text[at++] - '0';
    }
    return value;
  }

  private static int daysOf(int year, int month) {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Counts from March, so that the leap day is the last of a year. */
  private static long daysSinceEpoch(int year, int month, int day) {
    int marchYear = month > 2 ? year : year - 1;
    int marchMonth = month > 2 ? month - 3 : month + 9;
    int leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400;
    int days = 365 * marchYear + leapDays + (153 * marchMonth + 2) / 5 + day - 1;
    return days - 719_468L;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
