package io.loyalty.cli.service;

import java.util.List;

/**
 * What would become of one event.
 *
 * @param line the line that it stands in, from 1
 * @param position which event of the line, from 0
 * @param valid whether it would be published
 * @param eventType its type; null where it says none
 * @param reason why it would be refused; null if it is valid
 * @param violations what is wrong with it
 */
public record TriedEvent(
    long line,
    int position,
    boolean valid,
    String eventType,
    String reason,
    List<Violation> violations) {
  /** An absent list is an empty one. */
  public TriedEvent {
    violations = violations == null ? List.of() : List.copyOf(violations);
  }

  /** One rule that it breaks. */
  public record Violation(String path, String rule, String expected, String found) {}

  /** The same in another line. */
  public TriedEvent inLine(long other) {
    return new TriedEvent(other, position, valid, eventType, reason, violations);
  }
}
