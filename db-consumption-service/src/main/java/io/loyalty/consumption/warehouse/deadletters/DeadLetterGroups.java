package io.loyalty.consumption.warehouse.deadletters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Builds the query that counts dead letters by some dimensions. */
final class DeadLetterGroups {
  private static final String KINDS =
      "SELECT %s, %s AS once, d.dead_letter_id, d.rejected_at FROM pipeline.dead_letter d %s WHERE %s";
  private static final String FIRST =
      """
      LEFT JOIN pipeline.dead_letter_violation v
        ON v.dead_letter_id = d.dead_letter_id AND v.position = 1""";
  private static final String FURTHER =
      """
      JOIN pipeline.dead_letter_violation v
        ON v.dead_letter_id = d.dead_letter_id AND v.position > 1""";
  private static final String OF_ANOTHER_GROUP =
      """
       AND NOT EXISTS (
        SELECT FROM pipeline.dead_letter_violation e
        WHERE e.dead_letter_id = d.dead_letter_id AND e.position = 1%s)""";

  private final List<DeadLetterDimension> by;

  DeadLetterGroups(Set<DeadLetterDimension> by) {
    this.by = List.copyOf(by);
  }

  /**
   * Returns the query; a dead letter counts once in a group, however many of its violations are of
   * it. Values are counted first and grouped then: there are fewer of them than dead letters.
   */
  String sql(SqlCondition condition) {
    // The bytes of times sort as the times do, and are made faster than texts.
    return """
        SELECT %1$s, sum(dead_letters) AS dead_letters, sum(once) AS once, min(first) AS first, max(last) AS last,
               substr(max(latest), 17) AS example
        FROM (
          SELECT %2$s, count(*) AS dead_letters, count(*) FILTER (WHERE once) AS once,
                 min(rejected_at) AS first, max(rejected_at) AS last,
                 max((encode(timestamptz_send(rejected_at), 'hex') || dead_letter_id) COLLATE "C") AS latest
          FROM (%3$s) kinds
          GROUP BY %2$s) counted
        GROUP BY %4$s
        ORDER BY dead_letters DESC, last DESC
        LIMIT :most"""
        .formatted(
            each(i -> "%s AS k%d".formatted(by.get(i).grouped("k" + i), i)),
            each(i -> "k" + i),
            kinds(condition.sql()),
            each(i -> Integer.toString(i + 1)));
  }

  private String each(IntFunction<String> dimension) {
    return IntStream.range(0, by.size()).mapToObj(dimension).collect(Collectors.joining(", "));
  }

  private String kinds(String condition) {
    String keys = each(i -> "%s AS k%d".formatted(by.get(i).expression(), i));
    String same =
        by.stream()
            .filter(DeadLetterDimension::isOfViolation)
            .map(each -> " AND %s = %s".formatted(each.groupedOn("e"), each.groupedOn("v")))
            .collect(Collectors.joining());
    return same.isEmpty()
        ? KINDS.formatted(keys, true, "", condition)
        : ofViolations(keys, same, condition);
  }

  /** Only further violations, which are few, may be of a group for a second time. */
  private String ofViolations(String keys, String same, String condition) {
    String groups = each(i -> "%s AS k%d".formatted(by.get(i).groupedOn("v"), i));
    return KINDS.formatted(keys, true, FIRST, condition)
        + " UNION ALL "
        + KINDS.formatted("DISTINCT " + groups, false, FURTHER, condition)
        + OF_ANOTHER_GROUP.formatted(same);
  }

  DeadLetterGroup group(ResultSet row, int number) throws SQLException {
    Map<DeadLetterDimension, String> key = new LinkedHashMap<>();
    for (int i = 0; i < by.size(); i++) {
      key.put(by.get(i), row.getString("k" + i));
    }
    return new DeadLetterGroup(
        key,
        row.getLong("dead_letters"),
        row.getLong("once"),
        row.getTimestamp("first").toInstant(),
        row.getTimestamp("last").toInstant(),
        row.getString("example"));
  }
}
