package io.loyalty.ingestion.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads the parts of JSON tokens by the grammar of RFC 8259. */
final class JsonBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private JsonBytes() {}

  static boolean isBracket(byte b) {
    return b == '{' || b == '}' || b == '[' || b == ']';
  }

  /**
   * Returns where the run of plain ASCII in a string ends: at a quote, a backslash, a control
   * character, a byte of 0x80 or more, or at {@code end} or after it.
   */
  static int endOfRun(byte[] json, int from, int end) {
    int i = from;
    for (int last = end - Long.BYTES; i <= last; i += Long.BYTES) {
      long word = (long) LONGS.get(json, i);
      long quote = word ^ ('"' * ONES);
      long backslash = word ^ ('\\' * ONES);
      // A byte below the borrowed one sets its high bit; above the first that is set it may be
      // wrong.
      long stops =
          (((quote - ONES) & ~quote)
                  | ((backslash - ONES) & ~backslash)
                  | ((word - (' ' * ONES)) & ~word)
                  | word)
              & HIGH_BITS;
      if (stops != 0) {
        return i + (Long.numberOfTrailingZeros(stops) >>> 3);
      }
    }
    while (i < end && json[i] >= ' ' && json[i] != '"' && json[i] != '\\') {
      i++;
    }
    return i;
  }

  /** Returns the length of the escape at {@code i}, 0 if there is none. */
  static int escape(byte[] json, int i, int end) {
    if (i + 1 >= end) {
      return 0;
    }
    switch (json[i + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return 2;
      }
      case 'u' -> {
        if (i + 6 > end) {
          return 0;
        }
        for (int j = i + 2; j < i + 6; j++) {
          if (Character.digit(json[j], 16) < 0) {
            return 0;
          }
        }
        return 6;
      }
      default -> {
        return 0;
      }
    }
  }

  /** Returns where this word at {@code from} ends, -1 if it is not there. */
  static int endOfWord(byte[] json, int from, int end, String word) {
    if (end - from < word.length()) {
      return -1;
    }
    for (int i = 0; i < word.length(); i++) {
      if (json[from + i] != word.charAt(i)) {
        return -1;
      }
    }
    return from + word.length();
  }

  /** Returns where the number at {@code from} ends, -1 if there is none. */
  static int endOfNumber(byte[] json, int from, int end) {
    int whole = from < end && json[from] == '-' ? from + 1 : from;
    int i = endOfDigits(json, whole, end);
    if (i == whole || (json[whole] == '0' && i > whole + 1)) {
      return -1;
    }
    if (i < end && json[i] == '.') {
      int fraction = i + 1;
      i = endOfDigits(json, fraction, end);
      if (i == fraction) {
        return -1;
      }
    }
    if (i < end && (json[i] | 0x20) == 'e') {
      int exponent = i + 1;
      if (exponent < end && (json[exponent] == '+' || json[exponent] == '-')) {
        exponent++;
      }
      i = endOfDigits(json, exponent, end);
      if (i == exponent) {
        return -1;
      }
    }
    return i;
  }

  private static int endOfDigits(byte[] json, int from, int end) {
    int i = from;
    while (i < end && json[i] >= '0' && json[i] <= '9') {
      i++;
    }
    return i;
  }
}
