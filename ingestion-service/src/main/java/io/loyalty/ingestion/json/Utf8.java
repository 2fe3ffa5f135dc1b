package io.loyalty.ingestion.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks that bytes are well-formed UTF-8 (RFC 3629), 32 at a time while they are ASCII. */
public final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  public static boolean isWellFormed(byte[] bytes) {
    int i = 0;
    while (i < bytes.length) {
      i = skipAscii(bytes, i);
      if (i < bytes.length) {
        int length = sequence(bytes, i, bytes.length);
        if (length == 0) {
          return false;
        }
        i += length;
      }
    }
    return true;
  }

  private static int skipAscii(byte[] bytes, int from) {
    int i = from;
    for (int last = bytes.length - 4 * Long.BYTES; i <= last; i += 4 * Long.BYTES) {
      long all =
          (long) LONGS.get(bytes, i)
              | (long) LONGS.get(bytes, i + 8)
              | (long) LONGS.get(bytes, i + 16)
              | (long) LONGS.get(bytes, i + 24);
      if ((all & HIGH_BITS) != 0) {
        break;
      }
    }
    while (i < bytes.length && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  /** Returns the length of the sequence of two bytes or more at {@code i}, 0 if it is malformed. */
  static int sequence(byte[] bytes, int i, int end) {
    int first = bytes[i] & 0xff;
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || i + length > end) {
      return 0;
    }
    for (int j = 1; j < length; j++) {
      if ((bytes[i + j] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[i + 1] & 0xff;
    boolean overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    boolean surrogate = first == 0xed && second > 0x9f;
    boolean beyond = first == 0xf4 && second > 0x8f;
    return overlong || surrogate || beyond ? 0 : length;
  }
}
