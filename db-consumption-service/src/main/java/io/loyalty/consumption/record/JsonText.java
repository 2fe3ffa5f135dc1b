package io.loyalty.consumption.record;

import io.loyalty.schemas.wire.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** JSON text being written. The caller answers for its grammar. Not thread-safe. */
final class JsonText {
  /**
   * More than any record may become: Avro packs field names and zeros into nothing, JSON spells
   * them out.
   */
  private static final int MAX_LENGTH = 32 << 20;

  /** What is kept for the next value. */
  private static final int KEPT = 64 << 10;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] data = new byte[256];
  private int length;

  byte[] data() {
    return data;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
    if (data.length > KEPT) {
      data = new byte[256];
    }
  }

  void raw(char ascii) {
    put((byte) ascii);
  }

  void raw(String ascii) {
    raw(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  void raw(byte[] bytes) {
    int at = grow(bytes.length);
    System.arraycopy(bytes, 0, data, at, bytes.length);
  }

  void number(long value) {
    raw(Long.toString(value));
  }

  /** A string from valid UTF-8 without NUL. */
  void string(byte[] text, int from, int count) {
    raw('"');
    for (int next = from; next < from + count; next++) {
      byte each = text[next];
      if (each == '"' || each == '\\') {
        raw('\\');
        raw((char) each);
      } else if (each >= 0 && each < ' ') {
        raw("\\u00");
        put(HEX[each >> 4]);
        put(HEX[each & 0xf]);
      } else {
        put(each);
      }
    }
    raw('"');
  }

  void string(String ascii) {
    raw('"');
    raw(ascii);
    raw('"');
  }

  /** Bytes as a string in Base64. */
  void base64(byte[] bytes, int from, int count) {
    raw('"');
    raw(Base64.getEncoder().encode(Arrays.copyOfRange(bytes, from, from + count)));
    raw('"');
  }

  private void put(byte value) {
    // Not in one statement: growing may change the array.
    int at = grow(1);
    data[at] = value;
  }

  private int grow(int count) {
    int at = length;
    if (count > MAX_LENGTH - at) {
      throw new MalformedRecordException("JSON of more than %d bytes".formatted(MAX_LENGTH));
    }
    if (at + count > data.length) {
      data = Arrays.copyOf(data, Math.max(at + count, 2 * data.length));
    }
    length = at + count;
    return at;
  }
}
