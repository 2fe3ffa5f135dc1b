package io.loyalty.schemas.text;

import java.util.regex.Pattern;

/**
 * Names that senders chose, of fields and event types: one that may be data itself, such as an
 * address, or the number of a card, a phone or a person, is shown as {@value #MASK}.
 */
public final class MaskedName {
  /** Stands for what is not shown. */
  public static final String MASK = "***";

  /** What a developer would call something. */
  private static final Pattern NAME = Pattern.compile("(?!.*[0-9]{4})[A-Za-z][A-Za-z0-9_-]{0,63}");

  private MaskedName() {}

  /** The name, or the mask. */
  public static String of(String name) {
    return isShown(name) ? name : MASK;
  }

  /** Whether the name is shown. */
  public static boolean isShown(String name) {
    return NAME.matcher(name).matches();
  }
}
