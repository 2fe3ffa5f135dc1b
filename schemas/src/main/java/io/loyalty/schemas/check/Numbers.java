package io.loyalty.schemas.check;

/** Computes with numbers of at most 18 digits; a result with more is unknown. */
final class Numbers {
  private static final long MOST = 999_999_999_999_999_999L;
  private static final long[] TENS = new long[19];

  static {
    TENS[0] = 1;
    for (int digits = 1; digits < TENS.length; digits++) {
      TENS[digits] = TENS[digits - 1] * 10;
    }
  }

  private Numbers() {}

  static long sum(long a, long b) {
    return isUnknown(a) || isUnknown(b) ? CheckValues.UNKNOWN : limited(a + b);
  }

  static long product(long a, long b) {
    if (isUnknown(a) || isUnknown(b)) {
      return CheckValues.UNKNOWN;
    }
    long low = a * b;
    return Math.multiplyHigh(a, b) == low >> 63 ? limited(low) : CheckValues.UNKNOWN;
  }

  /** Returns the number with so many more digits after the point. */
  static long scaled(long a, int digits) {
    return digits == 0 ? a : product(a, TENS[digits]);
  }

  /** Numbers of an event have at most 18 digits too, or this makes them unknown. */
  private static boolean isUnknown(long a) {
    return a < -MOST || a > MOST;
  }

  private static long limited(long a) {
    return isUnknown(a) ? CheckValues.UNKNOWN : a;
  }
}
