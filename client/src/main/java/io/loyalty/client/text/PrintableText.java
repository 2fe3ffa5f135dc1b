package io.loyalty.client.text;

import java.util.regex.Pattern;

/** Escapes control characters of external text, so that a terminal or a page can show it safely. */
public final class PrintableText {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]");

  private PrintableText() {}

  /**
   * Returns the text with every control character except line feed and tab replaced by its code.
   */
  public static String of(String text) {
    return CONTROL
        .matcher(text)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }

  /** Returns the text in one line, with every control character replaced by its code. */
  public static String line(String text) {
    return of(text).replaceAll("\\s+", " ").strip();
  }
}
