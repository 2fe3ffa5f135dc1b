package io.loyalty.ingestion.record.plan;

import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.envelope.VisibleText;
import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonText;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the violations of one event, up to a limit; found values are truncated, and masked if
 * personal.
 */
public final class Findings {
  private static final int LONGEST_PATH = 256;
  private static final String MASKED = "masked";

  private final int most;
  private final int longest;
  private List<Violation> violations = List.of();
  private boolean broken;

  /**
   * Creates room for {@code most} violations, each with at most {@code longest} characters of the
   * found value.
   */
  public Findings(int most, int longest) {
    this.most = most;
    this.longest = longest;
  }

  void clear() {
    broken = false;
    violations = List.of();
  }

  boolean isEmpty() {
    return violations.isEmpty();
  }

  /** Returns the violations so far, in the order in which they were found. */
  public List<Violation> toList() {
    return List.copyOf(violations);
  }

  boolean isFull() {
    return violations.size() >= most;
  }

  /** Returns whether this is the only broken rule. */
  public boolean isOnly(Rule rule) {
    return violations.size() == 1 && violations.get(0).rule().equals(rule.code());
  }

  /** Returns whether the payload is not JSON, even if that is beyond the limit. */
  public boolean isBroken() {
    return broken;
  }

  void add(String path, Rule rule, String expected, String found) {
    broken |= rule == Rule.NOT_JSON;
    if (isFull()) {
      return;
    }
    if (violations.isEmpty()) {
      violations = new ArrayList<>();
    }
    violations.add(
        new Violation(
            VisibleText.cut(path, LONGEST_PATH),
            rule.code(),
            expected,
            VisibleText.cut(found, longest)));
  }

  /** Returns an attribute to show: never the content of personal data. */
  String shown(JsonText attribute, boolean personal) {
    return attribute == null ? "nothing" : personal ? MASKED : attribute.toString();
  }

  /** Returns the current token to show: never the content of personal data. */
  String shown(JsonReader reader, boolean personal) {
    return switch (reader.token()) {
      case START_OBJECT, END_OBJECT -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case NULL -> "null";
      case STRING -> personal ? MASKED : quoted(reader.string());
      case NUMBER, TRUE, FALSE -> personal ? MASKED : reader.string();
      case NAME, END -> reader.token().name();
    };
  }

  private String quoted(String text) {
    return text.length() > longest ? '"' + text.substring(0, longest + 1) : '"' + text + '"';
  }
}
