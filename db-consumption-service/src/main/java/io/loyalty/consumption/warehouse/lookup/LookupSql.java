package io.loyalty.consumption.warehouse.lookup;

import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.TableContract;
import java.util.List;
import java.util.stream.Collectors;

/** Builds the queries of a look-up. */
final class LookupSql {
  /** At most this many rows of a child table are returned. */
  static final int MOST_CHILDREN = 200;

  static final String CONFLICTS =
      """
      SELECT kafka_partition, kafka_offset, topic_id, occurred_at, seen_at
      FROM pipeline.conflict
      WHERE topic = ? AND event_id = ?
      ORDER BY seen_at, kafka_partition, kafka_offset""";

  static final String CONFLICTING =
      "SELECT DISTINCT topic FROM pipeline.conflict WHERE topic = ANY (?) AND event_id = ?";

  static final String REPLAYS =
      """
      SELECT replay_id, r.state, o.from_offset, o.next_offset, o.end_offset,
             r.created_at, r.started_at, r.ended_at
      FROM pipeline.replay_offset o JOIN pipeline.replay r USING (replay_id)
      WHERE o.topic = ? AND o.partition = ? AND o.topic_id = ?
        AND o.from_offset <= ? AND o.end_offset > ?
      ORDER BY r.created_at""";

  static final String OFFSETS =
      "SELECT topic, partition, topic_id, next_offset, first_offset FROM pipeline.load_offset";

  /** A row's time of loading is in the hour of the ledger's line that has its offset. */
  static final String DUPLICATES =
      """
      SELECT coalesce(sum(duplicates), 0)
      FROM pipeline.load_ledger
      WHERE topic = ? AND partition = ? AND topic_id = ? AND hour >= date_trunc('hour', ?::timestamptz, 'UTC')""";

  private static final String OF_RECORD =
      """
      t.kafka_partition = ? AND t.kafka_offset = ? AND EXISTS (
        SELECT FROM pipeline.load_ledger l
        WHERE l.topic = ? AND l.topic_id = ? AND l.partition = t.kafka_partition
          AND l.from_offset <= t.kafka_offset AND l.to_offset > t.kafka_offset
          AND t.loaded_at >= l.hour AND t.loaded_at < l.hour + interval '1 hour')""";

  private LookupSql() {}

  /** Builds the query of an event by its id; the parameters are the topic and the id. */
  static String byId(TableContract table) {
    return rows(table, "t.event_id = ?");
  }

  /**
   * Builds the query which of several tables have an event; the parameters are, for each table,
   * what is returned if it has, and the id.
   */
  static String tablesOf(List<TableContract> tables) {
    return tables.stream()
        .map(
            table ->
                "SELECT ?::text WHERE EXISTS (SELECT FROM %s t WHERE t.event_id = ?)"
                    .formatted(table.name()))
        .collect(Collectors.joining(" UNION ALL "));
  }

  /** Builds the query by the key; the parameters are the topic, the time and the id. */
  static String byKey(TableContract table) {
    return rows(table, "t.occurred_at = ?::timestamptz AND t.event_id = ?");
  }

  /**
   * Builds the query by the record of the row, for a record that Kafka no longer has. Its hours in
   * the ledger limit the rows to read; the parameters are the topic, the times of the first and the
   * last hour, the partition, the offset, the topic and its id.
   */
  static String byRecord(TableContract table) {
    return rows(
        table, "t.loaded_at >= ?::timestamptz AND t.loaded_at < ?::timestamptz AND " + OF_RECORD);
  }

  /** Selects the hours in which an offset was loaded. */
  static final String HOURS =
      """
      SELECT min(hour), max(hour) + interval '1 hour'
      FROM pipeline.load_ledger
      WHERE topic = ? AND topic_id = ? AND partition = ? AND from_offset <= ? AND to_offset > ?""";

  /** Builds the query by one field; the parameters are the value and the limit. */
  static String byField(TableContract table, Column column) {
    return """
        SELECT event_id, occurred_at, loaded_at FROM %s
        WHERE %s = ?::%s ORDER BY occurred_at DESC, event_id LIMIT ?"""
        .formatted(table.name(), column.name(), column.type().sql());
  }

  /**
   * Builds the query of the newest events, which the primary key has in this order; the parameter
   * is the limit.
   */
  static String latest(TableContract table) {
    return """
        SELECT t.event_id, t.occurred_at, t.source, t.received_at, t.loaded_at,
               t.kafka_partition, t.kafka_offset, NULL::uuid AS topic_id, to_jsonb(t)::text AS event
        FROM %s t
        ORDER BY t.occurred_at DESC, t.event_id DESC
        LIMIT ?"""
        .formatted(table.name());
  }

  /** Builds the expression that reads JSON as rows of a table, with PostgreSQL's own spelling. */
  static String normalised(TableContract table) {
    return """
        SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]')::text
        FROM jsonb_populate_recordset(NULL::%s, ?::jsonb) r"""
        .formatted(table.name());
  }

  private static String rows(TableContract table, String condition) {
    return """
        SELECT t.event_id, t.occurred_at, t.source, t.received_at, t.loaded_at,
               t.kafka_partition, t.kafka_offset,
               (SELECT p.topic_id FROM pipeline.log_period p
                WHERE p.topic = ? AND p.partition = t.kafka_partition
                  AND t.loaded_at >= p.since AND t.loaded_at < p.until LIMIT 1) AS topic_id,
               to_jsonb(t)::text AS event%s
        FROM %s t
        WHERE %s
        ORDER BY t.occurred_at
        LIMIT 20"""
        .formatted(
            table.children().stream()
                .map(child -> children(table, child))
                .collect(Collectors.joining()),
            table.name(),
            condition);
  }

  private static String children(TableContract table, TableContract child) {
    String keys =
        table.key().stream()
            .map(key -> "c.%s = t.%s".formatted(key, key))
            .collect(Collectors.joining(" AND "));
    return """
        ,
               (SELECT count(*) FROM %1$s c WHERE %2$s),
               (SELECT coalesce(jsonb_agg(to_jsonb(c) ORDER BY c.position), '[]')::text
                FROM (SELECT * FROM %1$s c WHERE %2$s ORDER BY c.position LIMIT %3$d) c)"""
        .formatted(child.name(), keys, MOST_CHILDREN);
  }
}
