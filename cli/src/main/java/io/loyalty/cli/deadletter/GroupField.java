package io.loyalty.cli.deadletter;

import io.loyalty.client.consumption.DeadLetterList.Group;

/** Lists what dead letters can be grouped by, as you name it. */
public enum GroupField {
  /** The event type. */
  TYPE("eventType", "event type", "%-26s"),
  /** The step that refused them. */
  STAGE("station", "station", "%-10s"),
  /** The reason. */
  REASON("reason", "reason", "%-24s"),
  /** A rule that they break. */
  RULE("rule", "rule", "%-18s"),
  /** The place of a violation. */
  PATH("path", "path", "%-32s"),
  /** The source. */
  SOURCE("source", "source", "%-16s"),
  /** The service that refused them, with its version. */
  VERSION("serviceVersion", "service", "%-28s"),
  /** The hour in which they were refused. */
  HOUR("hour", "hour", "%-20s");

  private final String field;
  private final String heading;
  private final String format;

  GroupField(String field, String heading, String format) {
    this.field = field;
    this.heading = heading;
    this.format = format;
  }

  /** Returns its name in the service's API. */
  public String field() {
    return field;
  }

  String heading() {
    return heading;
  }

  String format() {
    return format;
  }

  Object of(Group group) {
    return switch (this) {
      case TYPE -> group.eventType();
      case STAGE -> group.station();
      case REASON -> group.reason();
      case RULE -> group.rule();
      case PATH -> group.path();
      case SOURCE -> group.source();
      case VERSION -> group.serviceVersion();
      case HOUR -> group.hour();
    };
  }
}
