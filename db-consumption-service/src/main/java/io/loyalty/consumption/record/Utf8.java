package io.loyalty.consumption.record;

import io.loyalty.schemas.wire.MalformedRecordException;

/**
 * Refuses text that PostgreSQL refuses: invalid UTF-8 and NUL.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3629#section-4">RFC 3629, syntax of UTF-8</a>
 */
final class Utf8 {
  private Utf8() {}

  static void check(byte[] text, int from, int length) {
    int end = from + length;
    int at = from;
    while (at < end) {
      int first = text[at];
      if (first > 0) {
        at++;
      } else if (first == 0) {
        throw new MalformedRecordException("text with a NUL");
      } else {
        at += sequence(text, at, end);
      }
    }
  }

  /** Returns the length of the multi-byte character at {@code at}. */
  private static int sequence(byte[] text, int at, int end) {
    int first = text[at] & 0xff;
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + length > end) {
      throw notUtf8();
    }
    int second = text[at + 1] & 0xff;
    // The first byte limits the second, which excludes overlong forms, surrogates and values over
    // U+10FFFF.
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      throw notUtf8();
    }
    for (int next = at + 2; next < at + length; next++) {
      if ((text[next] & 0xc0) != 0x80) {
        throw notUtf8();
      }
    }
    return length;
  }

  private static MalformedRecordException notUtf8() {
    return new MalformedRecordException("text that is not UTF-8");
  }
}
