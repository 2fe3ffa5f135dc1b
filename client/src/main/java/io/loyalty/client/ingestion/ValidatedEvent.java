package io.loyalty.client.ingestion;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Holds the validation result of one event.
 *
 * @param line the line of the event, from 1; null if the request was one message
 * @param position the index of the event in the line, from 0
 * @param valid whether it would be published
 * @param eventType its type; null if it names none
 * @param topic the topic that it would be published to; null if it is not valid
 * @param key the key of its record; null if it is not valid
 * @param record the record as plain JSON; null if it is not valid
 * @param station the step that would refuse it; null if it is valid
 * @param reason why it would be refused; null if it is valid
 * @param violations the rules that it breaks
 */
public record ValidatedEvent(
    Long line,
    int position,
    boolean valid,
    String eventType,
    String topic,
    String key,
    JsonNode record,
    String station,
    String reason,
    List<Violation> violations) {
  /** Replaces an absent list by an empty one. */
  public ValidatedEvent {
    violations = violations == null ? List.of() : List.copyOf(violations);
  }

  /** Describes one rule that the event breaks. */
  public record Violation(String path, String rule, String expected, String found) {}
}
