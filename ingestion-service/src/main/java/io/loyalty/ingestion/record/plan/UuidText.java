package io.loyalty.ingestion.record.plan;

import io.loyalty.schemas.text.NameBasedUuid;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * Reads and writes UUIDs as text: 8-4-4-4-12 hexadecimal digits, stored in lower case (RFC 9562).
 */
final class UuidText {
  static final int LENGTH = 36;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** Is the bit that lower-case letters and all digits have. */
  private static final long CASE = 0x20 * ONES;

  private UuidText() {}

  /**
   * Writes a UUID as an Avro string; returns false, and writes nothing, if the text is not a UUID.
   */
  static boolean write(Scratch out, byte[] text, int offset, int length) {
    if (length != LENGTH
        || text[offset + 8] != '-'
        || text[offset + 13] != '-'
        || text[offset + 18] != '-'
        || text[offset + 23] != '-') {
      return false;
    }
    long first = (long) LONGS.get(text, offset);
    long second = ints(text, offset + 9, offset + 14);
    long third = ints(text, offset + 19, offset + 24);
    long last = (long) LONGS.get(text, offset + 28);
    if ((hexadecimal(first) & hexadecimal(second) & hexadecimal(third) & hexadecimal(last))
        != HIGH_BITS) {
      return false;
    }
    byte[] target = out.room(LENGTH + 1);
    int at = out.length();
    target[at] = 2 * LENGTH;
    LONGS.set(target, at + 1, first | CASE);
    target[at + 9] = '-';
    INTS.set(target, at + 10, (int) (second | CASE));
    target[at + 14] = '-';
    INTS.set(target, at + 15, (int) ((second | CASE) >>> 32));
    target[at + 19] = '-';
    INTS.set(target, at + 20, (int) (third | CASE));
    target[at + 24] = '-';
    INTS.set(target, at + 25, (int) ((third | CASE) >>> 32));
    LONGS.set(target, at + 29, last | CASE);
    out.advance(LENGTH + 1);
    return true;
  }

  private static long ints(byte[] text, int low, int high) {
    return ((int) INTS.get(text, low) & 0xffffffffL) | ((long) (int) INTS.get(text, high) << 32);
  }

  /** Returns the high bit of each byte that is a hexadecimal digit; none if one is not ASCII. */
  private static long hexadecimal(long word) {
    if ((word & HIGH_BITS) != 0) {
      return 0;
    }
    long letter = word | CASE;
    long digits = (word + (0x80 - '0') * ONES) & ~(word + (0x80 - '9' - 1) * ONES);
    long letters = (letter + (0x80 - 'a') * ONES) & ~(letter + (0x80 - 'f' - 1) * ONES);
    return (digits | letters) & HIGH_BITS;
  }

  /**
   * Returns the UUID of version 5 for an id of a source: the source, as a URL, is the namespace.
   */
  static UUID derived(String source, String id) {
    return NameBasedUuid.of(NameBasedUuid.of(NameBasedUuid.URL, source), id);
  }
}
