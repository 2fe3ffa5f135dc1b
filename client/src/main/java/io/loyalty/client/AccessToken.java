package io.loyalty.client;

import java.util.regex.Pattern;

/** The token that a request carries, and where it is from. Not a record: it must not be printed. */
public final class AccessToken {
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

  private final String value;
  private final String source;

  /**
   * Checks the token.
   *
   * @param value the token itself
   * @param source where it is from, for messages
   * @throws IllegalArgumentException if it has characters that no token has
   */
  public AccessToken(String value, String source) {
    if (!VISIBLE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "The token of %s is no token: it has blanks or letters beyond ASCII.".formatted(source));
    }
    this.value = value;
    this.source = source;
  }

  String header() {
    return "Bearer " + value;
  }

  /** Where it is from, without the token itself. */
  @Override
  public String toString() {
    return "the token of " + source;
  }
}
