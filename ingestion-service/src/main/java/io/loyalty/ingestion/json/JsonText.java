package io.loyalty.ingestion.json;

import java.nio.charset.StandardCharsets;

/**
 * Is a text as UTF-8 in place, which becomes a string only on request. Half of a surrogate pair,
 * which UTF-8 can't hold, is encoded as if it could. It is a view on bytes that must not be
 * changed; thread-safe.
 */
public final class JsonText {
  private final byte[] bytes;
  private final int offset;
  private final int length;
  private final TextFault fault;
  private String text;

  public JsonText(byte[] bytes, int offset, int length, TextFault fault) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
    this.fault = fault;
  }

  /** Returns a string as text. */
  public static JsonText of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    JsonText of = new JsonText(bytes, 0, bytes.length, faultOf(text));
    of.text = text;
    return of;
  }

  /** Returns the bytes that hold the text. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns where the text begins in {@link #bytes()}. */
  public int offset() {
    return offset;
  }

  /** Returns the length in bytes. */
  public int length() {
    return length;
  }

  /** Returns the worst fault of the text; null if it has none. */
  public TextFault fault() {
    return fault;
  }

  @Override
  public String toString() {
    String known = text;
    if (known == null) {
      known = JsonString.decoded(bytes, offset, length, fault);
      text = known;
    }
    return known;
  }

  private static TextFault faultOf(String text) {
    TextFault fault = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        fault = TextFault.NUL_CHARACTER;
      } else if (Character.isSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
          return TextFault.LONE_SURROGATE;
        }
        i++;
      }
    }
    return fault;
  }
}
