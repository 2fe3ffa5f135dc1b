package io.loyalty.consumption.warehouse.deadletters;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds a condition on dead letters in SQL.
 *
 * @param sql the condition, for {@code WHERE}
 * @param parameters its named parameters
 * @param needsState whether it has a condition on the state
 */
public record SqlCondition(String sql, Map<String, Object> parameters, boolean needsState) {
  private static final String JOIN =
      " JOIN pipeline.dead_letter_state s ON s.dead_letter_id = d.dead_letter_id";

  /** Keeps an unmodifiable copy of the map. */
  public SqlCondition {
    parameters = Map.copyOf(parameters);
  }

  /** Returns the tables that the condition is on, for {@code FROM}. */
  public String from() {
    return "pipeline.dead_letter d" + (needsState ? JOIN : "");
  }

  /** Returns the tables and the condition. */
  public String fromWhere() {
    return "%s WHERE %s".formatted(from(), sql);
  }

  /** Returns the tables with the state, and the condition. */
  String fromWhereWithState() {
    return "pipeline.dead_letter d%s WHERE %s".formatted(JOIN, sql);
  }

  static OffsetDateTime time(Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  /** Collects conditions that must all hold. */
  static final class Builder {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();
    private boolean needsState;

    /** Adds a condition with its parameter, unless that is null. */
    Builder add(String condition, String parameter, Object value) {
      return value == null ? this : add(condition, Map.of(parameter, value));
    }

    Builder add(String condition, Map<String, Object> values) {
      conditions.add(condition);
      parameters.putAll(values);
      return this;
    }

    Builder ofState(String condition, String parameter, String value) {
      needsState = true;
      return add(condition, parameter, value);
    }

    SqlCondition build() {
      return new SqlCondition(
          conditions.isEmpty() ? "true" : String.join(" AND ", conditions), parameters, needsState);
    }
  }
}
