package io.loyalty.cli.deadletter;

import io.loyalty.client.consumption.DeadLetterList.Group;
import java.util.function.Function;

/** Lists what dead letters can be grouped by, as you name it. */
public enum GroupField {
  /** The event type. */
  TYPE("eventType", "event type", "%-26s", Group::eventType),
  /** The step that refused them. */
  STAGE("station", "station", "%-10s", Group::station),
  /** The reason. */
  REASON("reason", "reason", "%-24s", Group::reason),
  /** A rule that they break. */
  RULE("rule", "rule", "%-18s", Group::rule),
  /** The place of a violation. */
  PATH("path", "path", "%-32s", Group::path),
  /** The source. */
  SOURCE("source", "source", "%-16s", Group::source),
  /** The service that refused them, with its version. */
  VERSION("serviceVersion", "service", "%-28s", Group::serviceVersion),
  /** The hour in which they were refused. */
  HOUR("hour", "hour", "%-20s", Group::hour);

  private final String field;
  private final String heading;
  private final String format;
  private final Function<Group, Object> value;

  GroupField(String field, String heading, String format, Function<Group, Object> value) {
    this.field = field;
    this.heading = heading;
    this.format = format;
    this.value = value;
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
    return value.apply(group);
  }
}
