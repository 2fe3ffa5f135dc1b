package io.loyalty.client;

import java.util.regex.Pattern;

/** Holds the token of a request and its source. It is no record, because it must not be printed. */
public final class AccessToken {
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

  private final String value;
  private final String source;

  /**
   * Checks the token.
   *
   * @param value the token itself
   * @param source the source of the token, for messages
   * @throws IllegalArgumentException if it contains characters that a token may not have
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

  /** Returns the source of the token without the token itself. */
  @Override
  public String toString() {
    return "the token of " + source;
  }
}
