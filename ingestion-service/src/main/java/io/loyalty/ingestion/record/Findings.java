package io.loyalty.ingestion.record;

import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.envelope.VisibleText;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The violations of one event, up to a bound; what was found is cut, and masked if personal. */
final class Findings {
  private static final int LONGEST_PATH = 256;
  private static final String MASKED = "masked";

  private final int most;
  private final int longest;
  private List<Violation> violations = List.of();

  Findings(int most, int longest) {
    this.most = most;
    this.longest = longest;
  }

  void clear() {
    violations = List.of();
  }

  boolean isEmpty() {
    return violations.isEmpty();
  }

  List<Violation> toList() {
    return List.copyOf(violations);
  }

  boolean isFull() {
    return violations.size() >= most;
  }

  /** Whether this is the only rule broken. */
  boolean isOnly(Rule rule) {
    return violations.size() == 1 && violations.get(0).rule().equals(rule.code());
  }

  void add(String path, Rule rule, String expected, String found) {
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

  /** An attribute, for showing: never the content of something personal. */
  String shown(String attribute, boolean personal) {
    return attribute == null ? "nothing" : personal ? MASKED : attribute;
  }

  /** What the parser stands at, for showing: never the content of something personal. */
  String shown(JsonParser parser, boolean personal) {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT, END_OBJECT -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_NULL -> "null";
      case VALUE_STRING -> personal ? MASKED : quoted(parser);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          personal ? MASKED : parser.getString();
      case PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> token.name();
    };
  }

  private String quoted(JsonParser parser) {
    char[] text = parser.getStringCharacters();
    int length = Math.min(parser.getStringLength(), longest + 1);
    String start = new String(text, parser.getStringOffset(), length);
    return length > longest ? '"' + start : '"' + start + '"';
  }
}
