package io.loyalty.ingestion.deadletter;

import io.loyalty.ingestion.envelope.Violation;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Text that every consumer of our own records can store: cut, and what is unstorable replaced.
 * Stateless and thread-safe.
 */
public final class StorableText {
  private static final int LONGEST = 512;

  /** What PostgreSQL's text can't hold, and what is no Unicode text at all. */
  private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\x{d800}-\\x{dfff}]");

  private StorableText() {}

  /** The text as it can be stored; null of null. */
  public static String of(String value) {
    if (value == null) {
      return null;
    }
    String cut = value.length() <= LONGEST ? value : value.substring(0, LONGEST - 1) + "…";
    return UNSTORABLE.matcher(cut).replaceAll("\ufffd");
  }

  /** Violations as values of a record, in which no text is null. */
  public static List<Map<String, String>> of(List<Violation> violations) {
    return violations.stream().map(StorableText::of).toList();
  }

  private static Map<String, String> of(Violation violation) {
    return Map.of(
        "path", orEmpty(violation.path()),
        "rule", orEmpty(violation.rule()),
        "expected", orEmpty(violation.expected()),
        "found", orEmpty(violation.found()));
  }

  private static String orEmpty(String value) {
    return value == null ? "" : of(value);
  }
}
