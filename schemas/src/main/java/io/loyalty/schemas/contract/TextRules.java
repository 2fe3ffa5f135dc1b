package io.loyalty.schemas.contract;

import io.loyalty.schemas.text.TextFormat;
import io.loyalty.schemas.text.TextPattern;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Holds the rules for a string after its transforms.
 *
 * @param maxLength the maximum number of code points; empty: no limit
 * @param allowedValues the only allowed values; empty: any value
 * @param format the required format; empty: any format
 * @param pattern the pattern that the whole string must match; empty: any text
 */
public record TextRules(
    OptionalInt maxLength,
    List<String> allowedValues,
    Optional<TextFormat> format,
    Optional<TextPattern> pattern) {
  /** These rules accept every string. */
  public static final TextRules NONE =
      new TextRules(OptionalInt.empty(), List.of(), Optional.empty(), Optional.empty());

  /** Keeps an unmodifiable copy of the list. */
  public TextRules {
    allowedValues = List.copyOf(allowedValues);
  }
}
