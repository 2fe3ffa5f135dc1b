package io.loyalty.schemas.text;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds a fixed set of codes of capital letters, all of the same length. Immutable, thread-safe.
 */
final class LetterCodes {
  private static final int NONE = -1;

  /**
   * These are the currencies of ISO 4217 that Java knows, including withdrawn ones for historical
   * events.
   */
  static final LetterCodes CURRENCIES =
      of(
          3,
          Currency.getAvailableCurrencies().stream()
              .map(Currency::getCurrencyCode)
              .collect(Collectors.toSet()));

  /** These are the countries of ISO 3166-1 that Java knows. */
  static final LetterCodes COUNTRIES =
      of(2, Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2));

  private final int length;
  private final BitSet codes = new BitSet();

  private LetterCodes(int length) {
    this.length = length;
  }

  private static LetterCodes of(int length, Set<String> all) {
    LetterCodes set = new LetterCodes(length);
    for (String each : all) {
      byte[] text = each.getBytes(StandardCharsets.US_ASCII);
      int number = set.number(text, 0, text.length);
      if (number == NONE) {
        throw new IllegalStateException("%s is no code of %d letters".formatted(each, length));
      }
      set.codes.set(number);
    }
    return set;
  }

  boolean contains(byte[] text, int from, int end) {
    int number = number(text, from, end);
    return number != NONE && codes.get(number);
  }

  private int number(byte[] text, int from, int end) {
    if (end - from != length) {
      return NONE;
    }
    int number = 0;
    for (int i = from; i < end; i++) {
      if (text[i] < 'A' || text[i] > 'Z') {
        return NONE;
      }
      number = 26 * number + text[i] - 'A';
    }
    return number;
  }
}
