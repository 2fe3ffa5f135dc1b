package io.loyalty.console.deadletters;

import io.loyalty.client.consumption.DeadLetterList.Group;
import java.util.List;

/** Lists what dead letters are filtered and grouped by; the names are those of the service. */
enum LetterField {
  TYPE("eventType", "Type"),
  STATION("station", "Step"),
  REASON("reason", "Reason"),
  RULE("rule", "Rule"),
  PATH("path", "Place"),
  SOURCE("source", "Source"),
  VERSION("serviceVersion", "Refused by"),
  HOUR("hour", "Hour");

  /** These fields are a cause, as a person would tell it. */
  static final List<LetterField> CAUSE = List.of(TYPE, REASON, RULE, PATH);

  private final String field;
  private final String label;

  LetterField(String field, String label) {
    this.field = field;
    this.label = label;
  }

  /** Returns the name in addresses and in the service's API. */
  public String field() {
    return field;
  }

  /** Returns the name on pages. */
  public String label() {
    return label;
  }

  /** Returns whether a dead letter may be in several groups of this field. */
  boolean isOfViolation() {
    return this == RULE || this == PATH;
  }

  /** Returns the value of a group; null if the group has none. */
  String of(Group group) {
    return switch (this) {
      case TYPE -> group.eventType();
      case STATION -> group.station();
      case REASON -> group.reason();
      case RULE -> group.rule();
      case PATH -> group.path();
      case SOURCE -> group.source();
      case VERSION -> group.serviceVersion();
      case HOUR -> group.hour() == null ? null : group.hour().toString();
    };
  }
}
