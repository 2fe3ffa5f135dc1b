package io.loyalty.consumption.warehouse.deadletters;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Lists the states of a dead letter, as {@code pipeline.dead_letter_state} names them. */
public enum DeadLetterState {
  /** Somebody has to see to it. */
  OPEN,
  /** A redrive published or loaded its events. */
  REDRIVEN,
  /** An operator closed it without a redrive. */
  RESOLVED;

  private static final String DECIDED =
      """
      EXISTS (
        SELECT FROM pipeline.dead_letter_decided c
        WHERE c.dead_letter_id = d.dead_letter_id AND c.state %s)""";

  /** Returns its name in SQL, JSON and commands. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the condition in SQL that {@code pipeline.dead_letter d} is in this state. */
  public String condition() {
    // Not by the view of states: the planner knows how many dead letters an anti-join leaves.
    return switch (this) {
      case OPEN -> "NOT " + DECIDED.formatted("<> 'open'");
      case REDRIVEN, RESOLVED -> DECIDED.formatted("= '" + label() + "'");
    };
  }

  /** Returns the state with this label, if there is one. */
  public static Optional<DeadLetterState> find(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }

  /** Returns the state with this label. */
  @JsonCreator
  static DeadLetterState of(String label) {
    return find(label)
        .orElseThrow(() -> new IllegalArgumentException("no state of a dead letter: " + label));
  }
}
