package io.loyalty.consumption.warehouse.deadletters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Builds the query that counts dead letters by some dimensions. */
final class DeadLetterGroups {
  private final List<DeadLetterDimension> by;

  DeadLetterGroups(Set<DeadLetterDimension> by) {
    this.by = List.copyOf(by);
  }

  /**
   * Returns the query; a dead letter counts once in a group, however many of its violations are of
   * it.
   */
  String sql(SqlCondition condition) {
    String keys =
        IntStream.range(0, by.size())
            .mapToObj(i -> "%s AS k%d".formatted(by.get(i).expression(), i))
            .collect(Collectors.joining(", "));
    String names =
        IntStream.range(0, by.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
    boolean ofViolations = by.stream().anyMatch(DeadLetterDimension::isOfViolation);
    return """
        SELECT %1$s, count(*) AS dead_letters, min(rejected_at) AS first, max(rejected_at) AS last,
               (max(ARRAY[to_char(rejected_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS'), dead_letter_id]))[2]
                 AS example
        FROM (
          SELECT %2$s %3$s, d.dead_letter_id, d.rejected_at
          FROM pipeline.dead_letter d %4$s
          WHERE %5$s
        ) kinds
        GROUP BY %1$s
        ORDER BY dead_letters DESC, last DESC
        LIMIT :most"""
        .formatted(
            names,
            ofViolations ? "DISTINCT" : "",
            keys,
            ofViolations
                ? "LEFT JOIN pipeline.dead_letter_violation v ON v.dead_letter_id = d.dead_letter_id"
                : "",
            condition.sql());
  }

  DeadLetterGroup group(ResultSet row, int number) throws SQLException {
    Map<DeadLetterDimension, String> key = new LinkedHashMap<>();
    for (int i = 0; i < by.size(); i++) {
      key.put(by.get(i), row.getString("k" + i));
    }
    return new DeadLetterGroup(
        key,
        row.getLong("dead_letters"),
        row.getTimestamp("first").toInstant(),
        row.getTimestamp("last").toInstant(),
        row.getString("example"));
  }
}
