package io.loyalty.ingestion.record;

import java.util.Locale;

/** What the contract does to a string before it is checked and stored. */
enum TextTransform {
  /** White space off both ends. */
  TRIM,
  /** Lower case, by the rules of no language. */
  LOWER,
  /** Upper case, by the rules of no language. */
  UPPER;

  String apply(String text) {
    return switch (this) {
      case TRIM -> text.strip();
      case LOWER -> text.toLowerCase(Locale.ROOT);
      case UPPER -> text.toUpperCase(Locale.ROOT);
    };
  }
}
