package io.loyalty.consumption.warehouse.deadletters;

import java.util.Arrays;
import java.util.Optional;

/** Lists what dead letters can be grouped by. */
public enum DeadLetterDimension {
  /** The type of the event. */
  EVENT_TYPE("eventType", "d.event_type"),
  /** The step that refused it. */
  STATION("station", "d.station"),
  /** The code of the reason. */
  REASON("reason", "d.reason"),
  /** A rule that the event breaks. */
  RULE("rule", "v.rule"),
  /** The place of a violation. */
  PATH("path", "v.path"),
  /** The source of the event. */
  SOURCE("source", "d.source"),
  /** The service that refused it, with its version. */
  SERVICE_VERSION("serviceVersion", "d.service_version"),
  /** The hour in which it was refused, in UTC. */
  HOUR("hour", "to_char(d.rejected_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:00:00\"Z\"')");

  /** Has {@code *} for each place in an array; most paths have none. */
  private static final String PATTERN =
      """
      CASE WHEN %1$s !~ '/[0-9]' THEN %1$s
           ELSE regexp_replace(%1$s, '/[0-9]+(?=/|$)', '/*', 'g') END""";

  private final String label;
  private final String expression;

  DeadLetterDimension(String label, String expression) {
    this.label = label;
    this.expression = expression;
  }

  /** Returns its name in JSON and commands. */
  public String label() {
    return label;
  }

  /** Returns the dimension with this label, if there is one. */
  public static Optional<DeadLetterDimension> find(String label) {
    return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
  }

  /** Returns its value in a row. */
  String expression() {
    return expression;
  }

  /** Returns what groups a value; what groups it already stays the same. */
  String grouped(String value) {
    return this == PATH ? PATTERN.formatted(value) : value;
  }

  /** Returns what groups its value in a row of violations with this name. */
  String groupedOn(String violation) {
    return grouped(expression.replace("v.", violation + "."));
  }

  boolean isOfViolation() {
    return this == RULE || this == PATH;
  }
}
