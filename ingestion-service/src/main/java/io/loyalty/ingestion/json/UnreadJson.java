package io.loyalty.ingestion.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the end of an object or array by its strings and brackets alone, eight bytes at a time. A
 * later read has to check that it is JSON. Not thread-safe.
 */
final class UnreadJson {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long LOW_BITS = 0x7fL * ONES;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** Brackets and braces differ in this bit alone. */
  private static final long CASE = 0x20L * ONES;

  private static final int GO_ON = 0;

  private final JsonPath path;
  private byte[] json;
  private int at;
  private int end;

  /** Is all ones while a string is open; otherwise zero. */
  private long inside;

  UnreadJson(JsonPath path) {
    this.path = path;
  }

  /**
   * Skips the open value, from after its first bracket, and closes it in the path.
   *
   * @param above the depth at which it is closed
   * @return the end of the value; if negative, the position of the fault, negated and less one
   */
  int skip(byte[] text, int from, int to, int above) {
    json = text;
    end = to;
    inside = 0;
    int i = from;
    while (i <= to - Long.BYTES) {
      long word = (long) LONGS.get(text, i);
      if (has(word ^ ('\\' * ONES))) {
        at = i;
        if (!bytes(i + Long.BYTES, above)) {
          return -1 - at;
        }
        if (path.depth() == above) {
          return at;
        }
        i = at;
      } else {
        // Each byte says whether the number of quotes up to it is odd.
        long open = ((zeros(word ^ ('"' * ONES)) * ONES) & ONES) ^ inside;
        long folded = word | CASE;
        if (has(folded ^ ('{' * ONES)) || has(folded ^ ('}' * ONES))) {
          long brackets = (zeros(folded ^ ('{' * ONES)) | zeros(folded ^ ('}' * ONES))) & ~open;
          int stop = brackets(i, brackets, above);
          if (stop != GO_ON) {
            return stop;
          }
        }
        inside = -(open >>> 56) & ONES;
        i += Long.BYTES;
      }
    }
    at = i;
    return bytes(to, above) && path.depth() == above ? at : -1 - at;
  }

  /**
   * Handles the brackets of the word at this position; returns where the value is closed or has a
   * fault, or to continue.
   */
  private int brackets(int word, long places, int above) {
    for (long rest = places; rest != 0; rest &= rest - 1) {
      int place = word + (Long.numberOfTrailingZeros(rest) >>> 3);
      if (!bracket(json[place])) {
        return -1 - place;
      }
      if (path.depth() == above) {
        return place + 1;
      }
    }
    return GO_ON;
  }

  /**
   * Continues byte by byte, to {@code to} or to the end of an escape there, or until the value is
   * closed.
   */
  private boolean bytes(int to, int above) {
    while (at < to && path.depth() > above) {
      byte b = json[at];
      if (b == '"') {
        inside ^= ONES;
      } else if (b == '\\') {
        if (inside == 0 || at + 1 >= end) {
          return false;
        }
        at++;
      } else if (inside == 0 && JsonBytes.isBracket(b) && !bracket(b)) {
        return false;
      }
      at++;
    }
    return true;
  }

  private boolean bracket(byte b) {
    if (b == '{' || b == '[') {
      return path.open(b == '[');
    }
    if (path.inArray() != (b == ']')) {
      return false;
    }
    path.close();
    return true;
  }

  /** Returns whether a byte of the word is zero. */
  private static boolean has(long word) {
    return ((word - ONES) & ~word & HIGH_BITS) != 0;
  }

  /** Returns a word with one in each byte that is zero, and zero in the others. */
  private static long zeros(long word) {
    return ~(((word & LOW_BITS) + LOW_BITS) | word) >>> 7 & ONES;
  }
}
