package io.loyalty.ingestion.record;

/**
 * Writes text as an Avro string: its length in bytes, then UTF-8. Refuses what neither PostgreSQL
 * nor UTF-8 can hold.
 */
final class TextWriter {
  private static final int NUL = -1;
  private static final int LONE_SURROGATE = -2;

  private TextWriter() {}

  /** The rule that these characters break wherever they stand; null if none. */
  static Rule fault(char[] text, int offset, int length) {
    return ruleOf(utf8Length(text, offset, length));
  }

  /** Writes it, or answers the rule that it breaks and writes nothing. */
  static Rule write(Scratch out, char[] text, int offset, int length) {
    int size = utf8Length(text, offset, length);
    if (size < 0) {
      return ruleOf(size);
    }
    out.putLong(size);
    writeUtf8(out, text, offset, length, size);
    return null;
  }

  /** Writes characters that have no fault, {@code size} bytes of UTF-8. */
  static void writeUtf8(Scratch out, char[] text, int offset, int length, int size) {
    byte[] target = out.room(size);
    int at = out.length();
    out.advance(size);
    int end = offset + length;
    if (size == length) {
      for (int i = offset; i < end; i++) {
        target[at++] = (byte) text[i];
      }
      return;
    }
    for (int i = offset; i < end; i++) {
      char c = text[i];
      if (c < 0x80) {
        target[at++] = (byte) c;
      } else if (c < 0x800) {
        target[at++] = (byte) (0xc0 | (c >> 6));
        target[at++] = (byte) (0x80 | (c & 0x3f));
      } else if (Character.isSurrogate(c)) {
        int point = Character.toCodePoint(c, text[++i]);
        target[at++] = (byte) (0xf0 | (point >> 18));
        target[at++] = (byte) (0x80 | ((point >> 12) & 0x3f));
        target[at++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        target[at++] = (byte) (0x80 | (point & 0x3f));
      } else {
        target[at++] = (byte) (0xe0 | (c >> 12));
        target[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        target[at++] = (byte) (0x80 | (c & 0x3f));
      }
    }
  }

  private static Rule ruleOf(int size) {
    return size == NUL ? Rule.NUL_CHARACTER : size == LONE_SURROGATE ? Rule.LONE_SURROGATE : null;
  }

  /** The length in UTF-8, negative for a fault. */
  static int utf8Length(char[] text, int offset, int length) {
    int size = length;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      char c = text[i];
      if (c == 0) {
        return NUL;
      }
      if (c >= 0x80) {
        size++;
        if (c >= 0x800) {
          size++;
          if (Character.isSurrogate(c)) {
            if (i + 1 == end || !Character.isSurrogatePair(c, text[i + 1])) {
              return LONE_SURROGATE;
            }
            i++;
          }
        }
      }
    }
    return size;
  }
}
