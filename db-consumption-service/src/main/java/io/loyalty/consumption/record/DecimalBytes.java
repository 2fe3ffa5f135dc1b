package io.loyalty.consumption.record;

import io.loyalty.schemas.wire.MalformedRecordException;
import java.math.BigInteger;

/**
 * Reads Avro's decimal: the unscaled value as big-endian two's complement, of limited precision.
 */
final class DecimalBytes {
  /** A long can hold any value with this many digits. */
  private static final int LONG_DIGITS = 18;

  private final int precision;
  private final int scale;
  private final long longBound;
  private final BigInteger bound;
  private final int maxBytes;

  DecimalBytes(int precision, int scale) {
    this.precision = precision;
    this.scale = scale;
    this.bound = BigInteger.TEN.pow(precision);
    this.longBound = precision <= LONG_DIGITS ? bound.longValueExact() : Long.MAX_VALUE;
    this.maxBytes = bound.bitLength() / Byte.SIZE + 1;
  }

  int scale() {
    return scale;
  }

  boolean fitsLong() {
    return precision <= LONG_DIGITS;
  }

  /** Reads the unscaled value, if {@link #fitsLong}. */
  long readLong(AvroCursor in) {
    int length = in.readLength();
    int from = in.take(length);
    byte[] data = in.data();
    int first = significant(data, from, length);
    int end = from + length;
    if (end - first > Long.BYTES) {
      throw beyond();
    }
    long value = data[first];
    for (int at = first + 1; at < end; at++) {
      value = value << 8 | (data[at] & 0xff);
    }
    if (value >= longBound || value <= -longBound) {
      throw beyond();
    }
    return value;
  }

  /** Reads the unscaled value, of any precision. */
  BigInteger readBig(AvroCursor in) {
    int length = in.readLength();
    int from = in.take(length);
    int first = significant(in.data(), from, length);
    int count = from + length - first;
    // Check first: the time of the arithmetic grows with the square of the length.
    if (count > maxBytes) {
      throw beyond();
    }
    BigInteger value = new BigInteger(in.data(), first, count);
    if (value.abs().compareTo(bound) >= 0) {
      throw beyond();
    }
    return value;
  }

  /** Returns the first byte that does not merely repeat the sign. */
  private static int significant(byte[] data, int from, int length) {
    if (length == 0) {
      throw new MalformedRecordException("a decimal of no bytes");
    }
    int at = from;
    int last = from + length - 1;
    while (at < last && data[at] == data[at + 1] >> 7) {
      at++;
    }
    return at;
  }

  private MalformedRecordException beyond() {
    return new MalformedRecordException(
        "a decimal of more than its %d digits".formatted(precision));
  }
}
