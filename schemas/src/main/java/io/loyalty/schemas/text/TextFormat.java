package io.loyalty.schemas.text;

import java.util.Arrays;
import java.util.Optional;

/**
 * Lists the string formats that a contract can require by name. Each format is checked in one pass
 * over the bytes without allocation. docs/strictness.md specifies exactly which strings each format
 * accepts.
 */
public enum TextFormat {
  /** The text contains at least one character that is not white space, as an id must. */
  NON_BLANK("non-blank", "a text that is not blank", "text") {
    @Override
    public boolean matches(byte[] text, int from, int end) {
      return !WhiteSpace.isBlank(text, from, end);
    }
  },
  /** The text is a currency code of ISO 4217. */
  ISO_4217("iso-4217", "an ISO 4217 currency code in upper case, such as EUR", "EUR") {
    @Override
    public boolean matches(byte[] text, int from, int end) {
      return LetterCodes.CURRENCIES.contains(text, from, end);
    }
  },
  /** The text is a two-letter country code of ISO 3166-1. */
  ISO_3166("iso-3166", "an ISO 3166-1 alpha-2 country code in upper case, such as DE", "DE") {
    @Override
    public boolean matches(byte[] text, int from, int end) {
      return LetterCodes.COUNTRIES.contains(text, from, end);
    }
  },
  /** The text is an e-mail address. */
  EMAIL("email", "an e-mail address such as kim@example.com", "kim@example.com") {
    @Override
    public boolean matches(byte[] text, int from, int end) {
      return EmailAddress.matches(text, from, end);
    }
  },
  /** The text contains only characters of a URI reference (RFC 3986). */
  URI_REFERENCE("uri-reference", "a URI reference such as /pos/319", "/example") {
    @Override
    public boolean matches(byte[] text, int from, int end) {
      return UriReference.matches(text, from, end);
    }
  };

  private final String code;
  private final String expected;
  private final String example;

  TextFormat(String code, String expected, String example) {
    this.code = code;
    this.expected = expected;
    this.example = example;
  }

  /** Returns the format with the given name in contracts. */
  public static Optional<TextFormat> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
  }

  /** Returns the name of the format in contracts, which is also the code of its rule. */
  public String code() {
    return code;
  }

  /** Returns a short description of the format. */
  public String expected() {
    return expected;
  }

  /** Returns an example of the format. */
  public String example() {
    return example;
  }

  /** Returns whether the text, well-formed UTF-8, has the format. */
  public abstract boolean matches(byte[] text, int from, int end);
}
