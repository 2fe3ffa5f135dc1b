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
 */
public record SqlCondition(String sql, Map<String, Object> parameters) {
  /** Keeps an unmodifiable copy of the map. */
  public SqlCondition {
    parameters = Map.copyOf(parameters);
  }

  /** Returns {@code pipeline.dead_letter d} with the condition, for {@code FROM}. */
  public String fromWhere() {
    return "pipeline.dead_letter d WHERE " + sql;
  }

  /** Returns this condition and another one. */
  SqlCondition and(String other, Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.putAll(values);
    return new SqlCondition("%s AND %s".formatted(sql, other), all);
  }

  static OffsetDateTime time(Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  /** Collects conditions that must all hold. */
  static final class Builder {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    /** Adds a condition with its parameter, unless that is null. */
    Builder add(String condition, String parameter, Object value) {
      return value == null ? this : add(condition, Map.of(parameter, value));
    }

    Builder add(String condition, Map<String, Object> values) {
      conditions.add(condition);
      parameters.putAll(values);
      return this;
    }

    SqlCondition build() {
      return new SqlCondition(
          conditions.isEmpty() ? "true" : String.join(" AND ", conditions), parameters);
    }
  }
}
