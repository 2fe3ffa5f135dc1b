package io.loyalty.consumption.warehouse.staging;

import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.TableContract;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the statements that move staged rows into a table. The record with the lowest (partition,
 * offset) wins a key, and only its children are inserted. {@code load_verdict} has one row with the
 * outcome of each record and, for events, the day on which it occurred. The verdict {@code
 * restored} is of a row that was there and got missing child rows. Each parameter is the topic.
 */
public final class StagingSql {
  public static final String VERDICT_TABLE =
      """
      CREATE TEMP TABLE IF NOT EXISTS load_verdict (
        topic text NOT NULL, kafka_partition integer NOT NULL, kafka_offset bigint NOT NULL,
        verdict text NOT NULL, day date
      ) ON COMMIT DELETE ROWS""";
  public static final String COUNT =
      """
      SELECT kafka_partition, day,
             count(*) FILTER (WHERE verdict = 'inserted'),
             count(*) FILTER (WHERE verdict = 'restored'),
             count(*) FILTER (WHERE verdict = 'duplicate'),
             count(*) FILTER (WHERE verdict = 'conflict')
      FROM pg_temp.load_verdict
      WHERE topic = ?
      GROUP BY kafka_partition, day""";

  private static final List<String> PROVENANCE = List.of("kafka_partition", "kafka_offset");
  private static final String SAME_RECORD = "(kafka_partition, kafka_offset)";

  private StagingSql() {}

  public static String stagingName(TableContract table) {
    return "staged_" + table.name().name();
  }

  public static String stagingTable(TableContract table) {
    return "CREATE TEMP TABLE IF NOT EXISTS %s (LIKE %s INCLUDING DEFAULTS) ON COMMIT DELETE ROWS"
        .formatted(stagingName(table), table.name());
  }

  public static String dropStagingTable(TableContract table) {
    return "DROP TABLE IF EXISTS pg_temp." + stagingName(table);
  }

  public static String keyName(TableContract table) {
    return "key_" + table.name().name();
  }

  public static String keyTable(TableContract table) {
    return "CREATE TEMP TABLE IF NOT EXISTS %s ON COMMIT DELETE ROWS AS SELECT %s FROM %s WITH NO DATA"
        .formatted(keyName(table), String.join(", ", keyColumns(table)), table.name());
  }

  public static String dropKeyTable(TableContract table) {
    return "DROP TABLE IF EXISTS pg_temp." + keyName(table);
  }

  /** Returns the key's columns and the record's coordinates. */
  public static List<String> keyColumns(TableContract table) {
    return Stream.concat(table.key().stream(), PROVENANCE.stream()).toList();
  }

  /** Selects records whose key is in the table or in an earlier record. */
  public static String knownKeys(TableContract table) {
    return """
        SELECT kafka_partition, kafka_offset
        FROM (
          SELECT *, row_number() OVER (PARTITION BY %1$s ORDER BY kafka_partition, kafka_offset) nth
          FROM pg_temp.%2$s
        ) k
        WHERE k.nth > 1 OR EXISTS (SELECT FROM %3$s t WHERE %4$s)"""
        .formatted(
            String.join(", ", table.key()),
            keyName(table),
            table.name(),
            keysEqual(table.key(), "t", "k"));
  }

  public static String insertWinners(TableContract parent) {
    return """
        WITH winner AS (
          INSERT INTO %1$s (%2$s)
          SELECT DISTINCT ON (%3$s) %2$s
          FROM pg_temp.%4$s s
          WHERE NOT EXISTS (
            SELECT 1 FROM pg_temp.load_verdict v
            WHERE v.topic = ? AND v.kafka_partition = s.kafka_partition
              AND v.kafka_offset = s.kafka_offset)
          ORDER BY %3$s, kafka_partition, kafka_offset
          ON CONFLICT (%3$s) DO NOTHING
          RETURNING kafka_partition, kafka_offset, %5$s AS day
        )
        INSERT INTO pg_temp.load_verdict
        SELECT ?, kafka_partition, kafka_offset, 'inserted', day FROM winner"""
        .formatted(
            parent.name(),
            ownColumns(parent),
            String.join(", ", parent.key()),
            stagingName(parent),
            day(parent, ""));
  }

  public static String insertChildren(TableContract child) {
    return """
        INSERT INTO %1$s (%2$s)
        SELECT %2$s
        FROM pg_temp.%3$s JOIN pg_temp.load_verdict v USING %4$s
        WHERE v.topic = ? AND v.verdict = 'inserted'"""
        .formatted(child.name(), columns(child), stagingName(child), SAME_RECORD);
  }

  /**
   * Inserts missing child rows of every record whose own row is in the table. It uses EXCEPT,
   * because the planner expects a single row from {@code restored} and would otherwise use a nested
   * loop.
   */
  public static String mergeChildren(TableContract parent, TableContract child) {
    return """
        WITH restored AS (
          INSERT INTO %1$s (%2$s)
          SELECT %3$s
          FROM pg_temp.%4$s c CROSS JOIN LATERAL %5$s t
          ON CONFLICT DO NOTHING
          RETURNING kafka_partition, kafka_offset, %6$s AS day
        )
        INSERT INTO pg_temp.load_verdict
        SELECT ?, kafka_partition, kafka_offset, 'restored', day
        FROM (
          SELECT kafka_partition, kafka_offset, day FROM restored
          EXCEPT
          SELECT kafka_partition, kafka_offset, day FROM pg_temp.load_verdict WHERE topic = ?
        ) others"""
        .formatted(
            child.name(),
            columns(child),
            "c." + columns(child).replace(", ", ", c."),
            stagingName(child),
            stored(
                parent,
                keysEqual(parent.key(), "x", "c")
                    + " AND x.kafka_partition = c.kafka_partition"
                    + " AND x.kafka_offset = c.kafka_offset"),
            day(parent, ""));
  }

  public static String judgeOthers(TableContract parent) {
    return """
        INSERT INTO pg_temp.load_verdict
        SELECT ?, s.kafka_partition, s.kafka_offset,
               CASE WHEN %1$s THEN 'conflict' ELSE 'duplicate' END, %4$s
        FROM pg_temp.%2$s s CROSS JOIN LATERAL %3$s t
        WHERE NOT EXISTS (
          SELECT 1 FROM pg_temp.load_verdict v
          WHERE v.topic = ? AND v.kafka_partition = s.kafka_partition
            AND v.kafka_offset = s.kafka_offset)"""
        .formatted(
            differing(parent, "s", "t"),
            stagingName(parent),
            stored(parent, keysEqual(parent.key(), "x", "s")),
            day(parent, "s."));
  }

  public static String judgeChildren(TableContract parent, TableContract child) {
    String loser =
        """
        pg_temp.load_verdict d
          JOIN pg_temp.%s s USING %s"""
            .formatted(stagingName(parent), SAME_RECORD);
    return """
        UPDATE pg_temp.load_verdict v SET verdict = 'conflict'
        FROM (
          SELECT s.kafka_partition, s.kafka_offset
          FROM %1$s
          JOIN pg_temp.%2$s c USING %3$s
          LEFT JOIN LATERAL %4$s t ON true
          WHERE d.topic = ? AND d.verdict = 'duplicate' AND (t.position IS NULL OR %6$s)
          UNION
          SELECT s.kafka_partition, s.kafka_offset
          FROM %1$s
          CROSS JOIN LATERAL %5$s t
          LEFT JOIN pg_temp.%2$s c
            ON c.kafka_partition = s.kafka_partition AND c.kafka_offset = s.kafka_offset
              AND c.position = t.position
          WHERE d.topic = ? AND d.verdict = 'duplicate' AND c.position IS NULL
        ) differs
        WHERE v.topic = ? AND v.kafka_partition = differs.kafka_partition
          AND v.kafka_offset = differs.kafka_offset"""
        .formatted(
            loser,
            stagingName(child),
            SAME_RECORD,
            stored(child, keysEqual(parent.key(), "x", "s") + " AND x.position = c.position"),
            stored(child, keysEqual(parent.key(), "x", "s")),
            differing(child, "c", "t"));
  }

  public static String listConflicts(TableContract parent) {
    return """
        INSERT INTO pipeline.conflict
          (topic, topic_id, kafka_partition, kafka_offset, event_id, occurred_at)
        SELECT v.topic, ?, kafka_partition, kafka_offset, s.event_id, s.occurred_at
        FROM pg_temp.load_verdict v JOIN pg_temp.%s s USING %s
        WHERE v.topic = ? AND v.verdict = 'conflict'
        ON CONFLICT DO NOTHING"""
        .formatted(stagingName(parent), SAME_RECORD);
  }

  /** Counts the checks that inserted rows fail. */
  public static String failedChecks(TableContract parent) {
    return """
        SELECT name, count(*)
        FROM pg_temp.load_verdict v JOIN pg_temp.%s s USING %s
          CROSS JOIN LATERAL unnest(s.%s) name
        WHERE v.topic = ? AND v.verdict = 'inserted'
        GROUP BY name"""
        .formatted(stagingName(parent), SAME_RECORD, TableContract.CHECKS_FAILED);
  }

  /**
   * Selects the rows of a table that match another row of the join. OFFSET 0 makes the planner look
   * them up by key: without statistics for staging tables, it might read the whole table instead.
   */
  private static String stored(TableContract table, String condition) {
    return "(SELECT * FROM %s x WHERE %s OFFSET 0)".formatted(table.name(), condition);
  }

  /**
   * Returns the day of a row of the table or of its child tables, whose keys begin with its key.
   */
  private static String day(TableContract parent, String row) {
    return parent.occurredAt() < 0
        ? "NULL::date"
        : "(%soccurred_at AT TIME ZONE 'UTC')::date".formatted(row);
  }

  /** Returns the columns of a topic's own table that the load fills. */
  private static String ownColumns(TableContract parent) {
    // Only events are checked, and only they occur.
    return parent.occurredAt() < 0
        ? columns(parent)
        : columns(parent) + ", " + TableContract.CHECKS_FAILED;
  }

  private static String columns(TableContract table) {
    return Stream.concat(table.columns().stream().map(Column::name), PROVENANCE.stream())
        .collect(Collectors.joining(", "));
  }

  private static String keysEqual(List<String> key, String left, String right) {
    return key.stream()
        .map(column -> "%s.%s = %s.%s".formatted(left, column, right, column))
        .collect(Collectors.joining(" AND "));
  }

  private static String differing(TableContract table, String left, String right) {
    UnaryOperator<String> differs =
        column -> "%s.%s IS DISTINCT FROM %s.%s".formatted(left, column, right, column);
    String any =
        table.columns().stream()
            .filter(column -> !column.notes().perDelivery())
            .map(Column::name)
            .filter(column -> !table.key().contains(column))
            .map(differs)
            .collect(Collectors.joining(" OR "));
    return any.isEmpty() ? "false" : any;
  }
}
