package io.loyalty.cli.text;

import java.util.regex.Pattern;

/** Text from outside as a terminal may show it: what would steer the terminal is spelt out. */
public final class PrintableText {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]");

  private PrintableText() {}

  /** The text with every control character but line feed and tab as its code. */
  public static String of(String text) {
    return CONTROL
        .matcher(text)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }

  /** The same in one line. */
  public static String line(String text) {
    return of(text).replaceAll("\\s+", " ").strip();
  }
}
