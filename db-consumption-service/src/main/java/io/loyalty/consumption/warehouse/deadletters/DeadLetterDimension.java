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
  /** The place of a violation, {@code *} for each place in an array: few places have a digit. */
  PATH(
      "path",
      """
      CASE WHEN translate(v.path, '0123456789', '') = v.path THEN v.path
           ELSE regexp_replace(v.path, '/[0-9]+(?=/|$)', '/*', 'g') END"""),
  /** The source of the event. */
  SOURCE("source", "d.source"),
  /** The service that refused it, with its version. */
  SERVICE_VERSION("serviceVersion", "d.service_version"),
  /** The hour in which it was refused, in UTC. */
  HOUR("hour", "to_char(d.rejected_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:00:00\"Z\"')");

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

  String expression() {
    return expression;
  }

  /** Returns the expression on another row of violations, which has this name. */
  String expressionOn(String violation) {
    return expression.replace("v.", violation + ".");
  }

  boolean isOfViolation() {
    return this == RULE || this == PATH;
  }
}
