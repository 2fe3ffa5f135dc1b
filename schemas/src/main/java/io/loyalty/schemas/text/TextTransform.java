package io.loyalty.schemas.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a contract does to a string before it is checked and stored. */
public enum TextTransform {
  /** Takes Unicode white space off both ends. */
  TRIM,
  /** Lower case, by Unicode's full mapping of no language. */
  LOWER,
  /** Upper case, by Unicode's full mapping of no language. */
  UPPER;

  /** The text in another case; {@link #TRIM} is a matter of its ends alone. */
  public byte[] apply(byte[] text, int from, int end) {
    String before = new String(text, from, end - from, StandardCharsets.UTF_8);
    String after =
        switch (this) {
          case TRIM -> throw new IllegalStateException("trim moves the ends and copies nothing");
          case LOWER -> before.toLowerCase(Locale.ROOT);
          case UPPER -> before.toUpperCase(Locale.ROOT);
        };
    return after.getBytes(StandardCharsets.UTF_8);
  }
}
