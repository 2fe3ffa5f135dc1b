package io.loyalty.ingestion.json;

import java.nio.charset.StandardCharsets;

/**
 * A text as UTF-8 where it stands, made a string only for who asks; half of a surrogate pair, which
 * UTF-8 can't hold, stands there as if it could. A view on bytes that nobody changes; thread-safe.
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

  /** The bytes that hold it. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where in {@link #bytes()} it begins. */
  public int offset() {
    return offset;
  }

  /** How many bytes it has. */
  public int length() {
    return length;
  }

  /** What is wrong with it, the worst of it; null if nothing. */
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
