package io.loyalty.schemas.contract;

import io.loyalty.schemas.text.TextFormat;
import io.loyalty.schemas.text.TextPattern;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the contract asks of a string, after its transforms.
 *
 * @param maxLength the most code points; empty: any number
 * @param allowedValues the only values allowed; empty: any
 * @param format the format that it has; empty: any
 * @param pattern the pattern that it matches as a whole; empty: any
 */
public record TextRules(
    OptionalInt maxLength,
    List<String> allowedValues,
    Optional<TextFormat> format,
    Optional<TextPattern> pattern) {
  /** The rules of a string of which the contract says nothing. */
  public static final TextRules NONE =
      new TextRules(OptionalInt.empty(), List.of(), Optional.empty(), Optional.empty());

  /** Copies the list. */
  public TextRules {
    allowedValues = List.copyOf(allowedValues);
  }
}
