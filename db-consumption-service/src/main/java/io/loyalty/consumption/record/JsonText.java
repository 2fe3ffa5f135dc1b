package io.loyalty.consumption.record;

import io.loyalty.schemas.wire.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Writes JSON text. The caller is responsible for valid syntax. Not thread-safe. */
final class JsonText {
  /**
   * No record may exceed this length as JSON: Avro encodes field names and zeros in no or few
   * bytes, JSON writes them out.
   */
  private static final int MAX_LENGTH = 32 << 20;

  /** A buffer of at most this length is kept for the next value. */
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

  /** Writes a string from valid UTF-8 without NUL. */
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

  /** Writes bytes as a Base64 string. */
  void base64(byte[] bytes, int from, int count) {
    raw('"');
    raw(Base64.getEncoder().encode(Arrays.copyOfRange(bytes, from, from + count)));
    raw('"');
  }

  private void put(byte value) {
    // This needs two statements, because growing may replace the array.
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
