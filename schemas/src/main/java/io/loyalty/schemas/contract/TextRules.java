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

  private static final String ID = "Id";

  /** Keeps an unmodifiable copy of the list. */
  public TextRules {
    allowedValues = List.copyOf(allowedValues);
  }

  /**
   * Returns a string that these rules accept, made of nothing but the contract.
   *
   * @param field the name of its field, of which it is made where the rules leave it open
   */
  public String example(String field) {
    if (!allowedValues.isEmpty()) {
      return allowedValues.get(0);
    }
    return pattern
        .map(TextPattern::example)
        .or(() -> format.filter(each -> each != TextFormat.NON_BLANK).map(TextFormat::example))
        .orElseGet(() -> byName(field));
  }

  private String byName(String field) {
    String text =
        field.endsWith(ID) && field.length() > ID.length()
            ? field.substring(0, field.length() - ID.length()) + "-1"
            : field;
    return text.substring(0, Math.min(text.length(), maxLength.orElse(text.length())));
  }
}
