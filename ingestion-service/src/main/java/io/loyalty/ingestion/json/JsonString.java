package io.loyalty.ingestion.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decodes the content of a JSON string with resolved escapes as UTF-8. Half of a surrogate pair,
 * which UTF-8 can't hold, is encoded as if it could. Instances are reused; not thread-safe.
 */
public final class JsonString {
  private static final int KEPT_SIZE = 1 << 16;

  private byte[] bytes = new byte[256];
  private int length;
  private TextFault fault;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Returns the worst fault of the content as text; null if it has none. */
  TextFault fault() {
    return fault;
  }

  /**
   * Decodes the content between quotes from {@code from} to {@code to}, which must be valid JSON.
   */
  void read(byte[] json, int from, int to) {
    if (bytes.length < to - from || (bytes.length > KEPT_SIZE && to - from < KEPT_SIZE)) {
      bytes = new byte[Math.max(256, to - from)];
    }
    length = 0;
    fault = null;
    int at = from;
    while (at < to) {
      int plain = at;
      while (at < to && json[at] != '\\') {
        at++;
      }
      System.arraycopy(json, plain, bytes, length, at - plain);
      length += at - plain;
      if (at < to) {
        at = escape(json, at + 1, to);
      }
    }
  }

  /** Returns the content of a slice that has escapes. */
  public static JsonText content(byte[] json, int from, int to) {
    JsonString string = new JsonString();
    string.read(json, from, to);
    return new JsonText(Arrays.copyOf(string.bytes, string.length), 0, string.length, string.fault);
  }

  /** Returns the content of a slice that may have escapes. */
  static String text(byte[] json, int from, int to) {
    for (int i = from; i < to; i++) {
      if (json[i] == '\\') {
        return content(json, from, to).toString();
      }
    }
    return new String(json, from, to - from, StandardCharsets.UTF_8);
  }

  /** Returns the content as a string, including halves of surrogate pairs. */
  static String decoded(byte[] bytes, int offset, int length, TextFault fault) {
    if (fault == null) {
      return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder(length);
    int start = offset;
    int end = offset + length;
    for (int i = offset; i + 2 < end; i++) {
      if (bytes[i] == (byte) 0xed && (bytes[i + 1] & 0xff) > 0x9f) {
        text.append(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        text.append((char) (0xd000 | (bytes[i + 1] & 0x3f) << 6 | (bytes[i + 2] & 0x3f)));
        start = i + 3;
      }
    }
    return text.append(new String(bytes, start, end - start, StandardCharsets.UTF_8)).toString();
  }

  private int escape(byte[] json, int at, int to) {
    byte kind = json[at];
    switch (kind) {
      case 'b' -> put('\b');
      case 'f' -> put('\f');
      case 'n' -> put('\n');
      case 'r' -> put('\r');
      case 't' -> put('\t');
      case 'u' -> {
        return character(json, at + 1, to);
      }
      default -> put(kind);
    }
    return at + 1;
  }

  private int character(byte[] json, int at, int to) {
    int c = hex(json, at);
    int next = at + 4;
    if (!Character.isSurrogate((char) c)) {
      if (c == 0) {
        fault = fault == null ? TextFault.NUL_CHARACTER : fault;
      }
      putPoint(c);
      return next;
    }
    boolean followed = next + 6 <= to && json[next] == '\\' && json[next + 1] == 'u';
    int low = followed ? hex(json, next + 2) : 0;
    if (Character.isSurrogatePair((char) c, (char) low)) {
      putPoint(Character.toCodePoint((char) c, (char) low));
      return next + 6;
    }
    fault = TextFault.LONE_SURROGATE;
    putPoint(c);
    return next;
  }

  private static int hex(byte[] json, int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      value = value << 4 | Character.digit(json[i], 16);
    }
    return value;
  }

  private void putPoint(int point) {
    if (point < 0x80) {
      put(point);
    } else if (point < 0x800) {
      put(0xc0 | point >> 6);
      put(0x80 | (point & 0x3f));
    } else {
      if (point < 0x10000) {
        put(0xe0 | point >> 12);
      } else {
        put(0xf0 | point >> 18);
        put(0x80 | (point >> 12 & 0x3f));
      }
      put(0x80 | (point >> 6 & 0x3f));
      put(0x80 | (point & 0x3f));
    }
  }

  /** Makes room: no escape is shorter than its character. */
  private void put(int value) {
    bytes[length++] = (byte) value;
  }
}
