package io.loyalty.consumption.batch;

import java.math.BigInteger;

/**
 * Writes PostgreSQL's binary numeric: the number of digits, the weight of the first, the sign, the
 * decimal places to show, and the digits in base 10,000, without zeros at either end. Not
 * thread-safe.
 *
 * @see <a
 *     href="https://git.postgresql.org/gitweb/?p=postgresql.git;a=blob;f=src/backend/utils/adt/numeric.c">numeric_recv</a>
 */
final class NumericField {
  private static final int BASE = 10_000;
  private static final int BASE_DIGITS = 4;
  private static final int HEADER_BYTES = 4 * Short.BYTES;
  private static final int POSITIVE = 0;
  private static final int NEGATIVE = 0x4000;

  private static final int[] POWERS = {1, 10, 100, 1_000, BASE};

  /** Holds the digits, the least significant first. */
  private short[] digits = new short[8];

  void put(CopyBuffer out, long unscaled, int scale) {
    int places = (scale + BASE_DIGITS - 1) / BASE_DIGITS;
    int padding = places * BASE_DIGITS - scale;
    // The arithmetic uses negative values, because the smallest long has no positive counterpart.
    long rest = unscaled > 0 ? -unscaled : unscaled;
    int count = 0;
    if (padding > 0) {
      int unit = POWERS[BASE_DIGITS - padding];
      digits[count++] = (short) (-(rest % unit) * POWERS[padding]);
      rest /= unit;
    }
    while (rest != 0) {
      digits[count++] = (short) -(rest % BASE);
      rest /= BASE;
    }
    put(out, count, places, unscaled < 0, scale);
  }

  void put(CopyBuffer out, BigInteger unscaled, int scale) {
    int places = (scale + BASE_DIGITS - 1) / BASE_DIGITS;
    int padding = places * BASE_DIGITS - scale;
    String text = unscaled.abs().multiply(BigInteger.valueOf(POWERS[padding])).toString();
    int count = (text.length() + BASE_DIGITS - 1) / BASE_DIGITS;
    if (digits.length < count) {
      digits = new short[count];
    }
    for (int digit = 0; digit < count; digit++) {
      int end = text.length() - digit * BASE_DIGITS;
      digits[digit] =
          (short) Integer.parseInt(text, Math.max(0, end - BASE_DIGITS), end, /* radix= */ 10);
    }
    put(out, count, places, unscaled.signum() < 0, scale);
  }

  /** Writes {@code count} digits, {@code places} of them after the point. */
  private void put(CopyBuffer out, int count, int places, boolean negative, int scale) {
    int first = count;
    while (first > 0 && digits[first - 1] == 0) {
      first--;
    }
    int last = 0;
    while (last < first && digits[last] == 0) {
      last++;
    }
    int significant = first - last;
    out.putInt(HEADER_BYTES + significant * Short.BYTES);
    out.putShort(significant);
    out.putShort(significant == 0 ? 0 : first - places - 1);
    out.putShort(negative ? NEGATIVE : POSITIVE);
    out.putShort(scale);
    for (int digit = first - 1; digit >= last; digit--) {
      out.putShort(digits[digit]);
    }
  }
}
