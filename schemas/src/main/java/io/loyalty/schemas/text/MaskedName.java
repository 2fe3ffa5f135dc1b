package io.loyalty.schemas.text;

import java.util.regex.Pattern;

/**
 * Masks field names and event types chosen by senders: a name that may itself be personal data,
 * such as an address, a card number, a phone number or a person's name, is shown as {@value #MASK}.
 */
public final class MaskedName {
  /** This text replaces a masked name. */
  public static final String MASK = "***";

  /** This pattern matches names that a developer would choose. */
  private static final Pattern NAME = Pattern.compile("(?!.*[0-9]{4})[A-Za-z][A-Za-z0-9_-]{0,63}");

  private MaskedName() {}

  /** Returns the name or the mask. */
  public static String of(String name) {
    return isShown(name) ? name : MASK;
  }

  /** Returns whether the name is shown unmasked. */
  public static boolean isShown(String name) {
    return NAME.matcher(name).matches();
  }
}
