package io.loyalty.schemas.text;

import java.util.Arrays;
import java.util.Optional;

/**
 * The formats that a contract can promise of a string by their name. Each is checked in one pass
 * over the bytes and allocates nothing. docs/strictness.md says exactly what each takes.
 */
public enum TextFormat {
  /** At least one character that is not white space: what an id has to be. */
  NON_BLANK("non-blank", "a text that is not blank", "text") {
    @Override
    public boolean matches(byte[] text, int from, int end) {
      return !WhiteSpace.isBlank(text, from, end);
    }
  },
  /** A currency code of ISO 4217. */
  ISO_4217("iso-4217", "an ISO 4217 currency code in upper case, such as EUR", "EUR") {
    @Override
    public boolean matches(byte[] text, int from, int end) {
      return LetterCodes.CURRENCIES.contains(text, from, end);
    }
  },
  /** A country code of two letters of ISO 3166-1. */
  ISO_3166("iso-3166", "an ISO 3166-1 alpha-2 country code in upper case, such as DE", "DE") {
    @Override
    public boolean matches(byte[] text, int from, int end) {
      return LetterCodes.COUNTRIES.contains(text, from, end);
    }
  },
  /** An e-mail address. */
  EMAIL("email", "an e-mail address such as kim@example.com", "kim@example.com") {
    @Override
    public boolean matches(byte[] text, int from, int end) {
      return EmailAddress.matches(text, from, end);
    }
  },
  /** A URI reference of RFC 3986, by its characters. */
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

  /** The format of that name in a contract. */
  public static Optional<TextFormat> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
  }

  /** Its name in a contract, which is also the code of the rule that it makes. */
  public String code() {
    return code;
  }

  /** What it asks for, in a few words. */
  public String expected() {
    return expected;
  }

  /** A text that has it. */
  public String example() {
    return example;
  }

  /** Whether the text, well-formed UTF-8, has the format. */
  public abstract boolean matches(byte[] text, int from, int end);
}
