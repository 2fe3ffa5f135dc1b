package io.loyalty.schemas.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Lists the transforms that a contract can apply to a string before it is checked and stored. */
public enum TextTransform {
  /** Removes Unicode white space from both ends. */
  TRIM,
  /** Converts the text to lower case by Unicode's full, language-independent mapping. */
  LOWER,
  /** Converts the text to upper case by Unicode's full, language-independent mapping. */
  UPPER;

  /** Returns the text with its case changed; {@link #TRIM} only changes its ends. */
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
