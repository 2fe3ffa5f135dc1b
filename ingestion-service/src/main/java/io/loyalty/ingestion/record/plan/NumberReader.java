package io.loyalty.ingestion.record.plan;

import java.math.BigInteger;

/**
 * Reads a number's digits as an exact decimal of a given precision and scale: never rounded, never
 * through floating point, and in time linear in the text whatever the exponent. Not thread-safe.
 */
final class NumberReader {
  private static final int DIGITS_OF_LONG = 18;
  private static final long[] POWERS = new long[DIGITS_OF_LONG + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  /** Lists the outcomes of reading a text. */
  enum Outcome {
    EXACT,
    NOT_A_NUMBER,
    TOO_MANY_FRACTION_DIGITS,
    TOO_MANY_DIGITS
  }

  private byte[] text;
  private int at;
  private int end;
  private boolean negative;
  private int digits;
  private long shift;
  private int firstDigit;
  private int lastDigit;
  private long unscaled;
  private BigInteger large;

  /** Returns the unscaled value, if it is exact and {@link #large} is null. */
  long unscaled() {
    return unscaled;
  }

  /** Returns the unscaled value if it may not fit a long; otherwise null. */
  BigInteger large() {
    return large;
  }

  /** Reads text of JSON's number grammar (RFC 8259) to {@code unscaled × 10^-scale}. */
  Outcome read(byte[] from, int offset, int length, int precision, int scale) {
    text = from;
    at = offset;
    end = offset + length;
    large = null;
    unscaled = 0;
    if (plain(precision, scale)) {
      return Outcome.EXACT;
    }
    at = offset;
    if (!parse()) {
      return Outcome.NOT_A_NUMBER;
    }
    if (digits == 0) {
      return Outcome.EXACT;
    }
    long zeros = shift + scale;
    if (zeros < 0) {
      return Outcome.TOO_MANY_FRACTION_DIGITS;
    }
    if (digits + zeros > precision) {
      return Outcome.TOO_MANY_DIGITS;
    }
    assemble((int) zeros);
    return Outcome.EXACT;
  }

  /**
   * Reads a number of few digits without exponent in one pass; returns false if it is another
   * number.
   */
  private boolean plain(int precision, int scale) {
    negative = at < end && text[at] == '-';
    int start = negative ? at + 1 : at;
    if (end - start > DIGITS_OF_LONG
        || start == end
        || (text[start] == '0' && end > start + 1 && text[start + 1] != '.')) {
      return false;
    }
    long value = 0;
    int point = end;
    for (int i = start; i < end; i++) {
      int digit = text[i] - '0';
      if (digit >= 0 && digit <= 9) {
        value = 10 * value + digit;
      } else if (text[i] == '.' && point == end && i > start && i + 1 < end) {
        point = i;
      } else {
        return false;
      }
    }
    int zeros = scale - Math.max(0, end - point - 1);
    if (zeros < 0 || end - start + zeros > DIGITS_OF_LONG) {
      return false;
    }
    value *= POWERS[zeros];
    if (precision < DIGITS_OF_LONG && value >= POWERS[precision]) {
      return false;
    }
    unscaled = negative ? -value : value;
    return true;
  }

  private void assemble(int zeros) {
    if (digits + zeros <= DIGITS_OF_LONG) {
      long value = 0;
      for (int i = firstDigit; i <= lastDigit; i++) {
        if (text[i] != '.') {
          value = 10 * value + (text[i] - '0');
        }
      }
      value *= POWERS[zeros];
      unscaled = negative ? -value : value;
      return;
    }
    StringBuilder significant = new StringBuilder(digits + zeros);
    for (int i = firstDigit; i <= lastDigit; i++) {
      if (text[i] != '.') {
        significant.append((char) text[i]);
      }
    }
    BigInteger value = new BigInteger(significant.append("0".repeat(zeros)).toString());
    large = negative ? value.negate() : value;
  }

  /**
   * Finds the significant digits, without zeros at either end, and the power of ten that the last
   * of them stands for.
   */
  private boolean parse() {
    negative = at < end && text[at] == '-';
    if (negative) {
      at++;
    }
    int start = at;
    int point = skipDigits();
    if (point == start || (text[start] == '0' && point > start + 1)) {
      return false;
    }
    int stop = point;
    if (at < end && text[at] == '.') {
      at++;
      stop = skipDigits();
      if (stop == point + 1) {
        return false;
      }
    }
    findSignificant(start, stop);
    long exponent = 0;
    if (at < end && (text[at] | 0x20) == 'e') {
      at++;
      boolean down = at < end && text[at] == '-';
      if (down || (at < end && text[at] == '+')) {
        at++;
      }
      int from = at;
      exponent = exponent(down);
      if (at == from) {
        return false;
      }
    }
    int toPoint = lastDigit < point ? point - 1 - lastDigit : point - lastDigit;
    shift = exponent + toPoint;
    return at == end;
  }

  private int skipDigits() {
    while (at < end && isDigit(text[at])) {
      at++;
    }
    return at;
  }

  private void findSignificant(int start, int stop) {
    firstDigit = start;
    while (firstDigit < stop && (text[firstDigit] == '0' || text[firstDigit] == '.')) {
      firstDigit++;
    }
    lastDigit = stop - 1;
    while (lastDigit > firstDigit && (text[lastDigit] == '0' || text[lastDigit] == '.')) {
      lastDigit--;
    }
    digits = 0;
    for (int i = firstDigit; i < stop && i <= lastDigit; i++) {
      if (text[i] != '.') {
        digits++;
      }
    }
  }

  /** Returns the exponent, which stops growing beyond any that matters. */
  private long exponent(boolean down) {
    long value = 0;
    while (at < end && isDigit(text[at])) {
      value = Math.min(10 * value + (text[at] - '0'), Integer.MAX_VALUE);
      at++;
    }
    return down ? -value : value;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
