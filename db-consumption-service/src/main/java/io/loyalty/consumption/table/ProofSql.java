package io.loyalty.consumption.table;

import io.loyalty.schemas.catalogue.Column;
import io.loyalty.schemas.catalogue.TableContract;
import java.util.stream.Collectors;

/** The questions of the proof. */
final class ProofSql {
  static final String CONFLICTS =
      """
      SELECT kafka_offset FROM pipeline.conflict
      WHERE topic_id = ? AND kafka_partition = ? AND kafka_offset = ANY (?)""";
  static final String DEAD_LETTERS =
      """
      SELECT record_offset FROM pipeline.dead_letter
      WHERE record_topic = ? AND record_partition = ? AND record_offset = ANY (?)""";

  static final String GAPS =
      """
      WITH hours AS (
        SELECT partition, l.from_offset, l.to_offset, l.records + l.holes AS passed,
               max(l.to_offset) OVER earlier AS reached
        FROM pipeline.load_ledger l JOIN pipeline.load_offset USING (topic, partition, topic_id)
        WHERE topic = ? AND l.run = 'live'
        WINDOW earlier AS (
          PARTITION BY partition ORDER BY l.hour ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
      )
      SELECT partition, from_offset, to_offset, to_offset - from_offset - passed
      FROM hours WHERE passed < to_offset - from_offset
      UNION ALL
      SELECT partition, reached, from_offset, from_offset - reached
      FROM hours WHERE reached < from_offset
      UNION ALL
      SELECT partition, max(h.to_offset), o.next_offset, o.next_offset - max(h.to_offset)
      FROM hours h JOIN pipeline.load_offset o USING (partition)
      WHERE o.topic = ?
      GROUP BY partition, o.next_offset HAVING max(h.to_offset) < o.next_offset""";

  static final String EXPIRED =
      "SELECT DISTINCT from_day, to_day FROM pipeline.expired_rows WHERE table_name = ?";

  static final String GIVEN_UP =
      """
      SELECT partition, d.given_up_from, d.next_offset
      FROM pipeline.load_decision d JOIN pipeline.load_offset o USING (topic, partition, topic_id)
      WHERE topic = ? AND given_up_from < d.next_offset""";

  /** One statement, so that all of it is of one moment, while the load goes on. */
  private static final String ACCOUNT =
      """
      WITH loaded AS (
        SELECT partition AS kafka_partition, topic_id, next_offset
        FROM pipeline.load_offset
        WHERE topic = ?
      ), ledger AS (
        SELECT l.partition AS kafka_partition, min(l.from_offset) AS first_offset,
               sum(l.records) AS records, sum(l.duplicates) AS duplicates, sum(l.holes) AS holes
        FROM pipeline.load_ledger l
        JOIN loaded o ON o.kafka_partition = l.partition AND o.topic_id = l.topic_id
        WHERE l.topic = ? AND l.run = 'live'
        GROUP BY l.partition
      ), span AS (
        SELECT kafka_partition, topic_id, next_offset,
               coalesce(first_offset, next_offset) AS first_offset,
               coalesce(records, 0) AS records, coalesce(duplicates, 0) AS duplicates,
               coalesce(holes, 0) AS holes
        FROM loaded LEFT JOIN ledger USING (kafka_partition)
      ), listed AS (
        SELECT DISTINCT ON (kafka_partition, kafka_offset)
               kafka_partition, kafka_offset, is_conflict
        FROM (
          SELECT c.kafka_partition, c.kafka_offset, true AS is_conflict
          FROM pipeline.conflict c JOIN loaded USING (kafka_partition, topic_id)
          UNION ALL
          SELECT record_partition::integer, record_offset, false
          FROM pipeline.dead_letter
          WHERE record_topic = ?
        ) either
        ORDER BY kafka_partition, kafka_offset, is_conflict
      ), listing AS (
        SELECT kafka_partition, count(*) FILTER (WHERE is_conflict) AS conflicts,
               count(*) FILTER (WHERE NOT is_conflict) AS dead_letters
        FROM listed JOIN span USING (kafka_partition)
        WHERE kafka_offset >= first_offset AND kafka_offset < next_offset
        GROUP BY kafka_partition
      ), stored AS (
        SELECT t.kafka_partition, count(*) AS row_count,
               count(*) FILTER (WHERE l.is_conflict) AS conflicts,
               count(*) FILTER (WHERE NOT l.is_conflict) AS dead_letters
        FROM %s t
        JOIN span s ON s.kafka_partition = t.kafka_partition
          AND t.kafka_offset >= s.first_offset AND t.kafka_offset < s.next_offset
        LEFT JOIN listed l
          ON l.kafka_partition = t.kafka_partition AND l.kafka_offset = t.kafka_offset
        GROUP BY t.kafka_partition
      ), expired AS (
        SELECT kafka_partition, sum(row_count) AS expired_rows
        FROM pipeline.expired_rows WHERE table_name = '%s'
        GROUP BY kafka_partition
      ), given AS (
        SELECT s.kafka_partition,
               sum(greatest(0, d.next_offset - greatest(d.given_up_from, s.first_offset))) AS given_up
        FROM pipeline.load_decision d
        JOIN span s ON s.kafka_partition = d.partition AND s.topic_id = d.topic_id
        WHERE d.topic = ?
        GROUP BY s.kafka_partition
      )
      SELECT span.kafka_partition, topic_id, first_offset, next_offset, records,
             coalesce(row_count, 0) + coalesce(expired_rows, 0), duplicates,
             coalesce(listing.conflicts, 0) - coalesce(stored.conflicts, 0),
             coalesce(listing.dead_letters, 0) - coalesce(stored.dead_letters, 0), holes,
             coalesce(given_up, 0)
      FROM span
      LEFT JOIN listing USING (kafka_partition)
      LEFT JOIN stored USING (kafka_partition)
      LEFT JOIN given USING (kafka_partition)
      LEFT JOIN expired USING (kafka_partition)
      ORDER BY kafka_partition""";

  private ProofSql() {}

  /** Parameters: the topic, four times. */
  static String account(TableContract table) {
    return ACCOUNT.formatted(table.name(), table.name());
  }

  /** Parameters: for each column of the key an array of its values. */
  static String find(TableContract table) {
    String arrays =
        table.key().stream()
            .map(key -> "?::%s[]".formatted(type(table, key)))
            .collect(Collectors.joining(", "));
    String children =
        table.children().stream()
            .map(
                child ->
                    ", (SELECT count(*) FROM %s c WHERE %s)"
                        .formatted(child.name(), keysEqual(table, "c")))
            .collect(Collectors.joining());
    return """
        SELECT k.place, t.kafka_partition, t.kafka_offset%s
        FROM unnest(%s) WITH ORDINALITY AS k(%s, place)
        JOIN %s t ON %s"""
        .formatted(
            children, arrays, String.join(", ", table.key()), table.name(), keysEqual(table, "k"));
  }

  private static String keysEqual(TableContract table, String other) {
    return table.key().stream()
        .map(key -> "%s.%s = t.%s".formatted(other, key, key))
        .collect(Collectors.joining(" AND "));
  }

  private static String type(TableContract table, String key) {
    return table.columns().stream()
        .filter(column -> column.name().equals(key))
        .map(Column::type)
        .findFirst()
        .orElseThrow()
        .sql();
  }
}
