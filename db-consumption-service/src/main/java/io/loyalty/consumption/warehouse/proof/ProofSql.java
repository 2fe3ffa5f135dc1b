package io.loyalty.consumption.warehouse.proof;

import io.loyalty.consumption.table.TableContract;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds the queries of the reconciliation. */
final class ProofSql {
  static final String CONFLICTS =
      """
      SELECT kafka_offset FROM pipeline.conflict
      WHERE topic_id = ? AND kafka_partition = ? AND kafka_offset = ANY (?)""";

  /**
   * A dead letter without a topic id is older than that column and belongs to the first log only.
   */
  static final String DEAD_LETTERS =
      """
      SELECT record_offset FROM pipeline.dead_letter
      WHERE record_topic = ? AND record_partition = ?
        AND (record_topic_id = ? OR (record_topic_id IS NULL AND ?)) AND record_offset = ANY (?)""";

  static final String PERIODS =
      """
      SELECT partition, topic_id, since, until FROM pipeline.log_period WHERE topic = ?""";

  static final String GAPS =
      """
      WITH present AS (
        SELECT partition, topic_id, first_offset, next_offset
        FROM pipeline.load_offset WHERE topic = ?
      ), hours AS (
        SELECT partition, l.from_offset, l.to_offset, l.records + l.holes AS passed,
               coalesce(max(l.to_offset) OVER earlier, o.first_offset) AS reached
        FROM pipeline.load_ledger l JOIN present o USING (partition, topic_id)
        WHERE l.topic = ? AND l.run = 'live'
        WINDOW earlier AS (
          PARTITION BY partition ORDER BY l.hour ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
      )
      SELECT partition, from_offset, to_offset, to_offset - from_offset - passed
      FROM hours WHERE passed < to_offset - from_offset
      UNION ALL
      SELECT partition, reached, from_offset, from_offset - reached
      FROM hours WHERE reached < from_offset
      UNION ALL
      SELECT partition, reached, next_offset, next_offset - reached
      FROM (
        SELECT partition, o.next_offset, coalesce(max(h.to_offset), o.first_offset) AS reached
        FROM present o LEFT JOIN hours h USING (partition)
        GROUP BY partition, o.next_offset, o.first_offset
      ) tail
      WHERE reached < next_offset""";

  static final String EXPIRED =
      "SELECT DISTINCT from_day, to_day FROM pipeline.expired_rows WHERE table_name = ?";

  /**
   * This query lists partitions that retention has detached but not yet dropped, whose rows still
   * exist.
   */
  static final String DETACHED =
      """
      SELECT c.relname
      FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
      WHERE c.relnamespace = 'bi'::regnamespace AND c.relkind = 'r'
        AND (NOT c.relispartition OR i.inhdetachpending) AND c.relname LIKE ?
      ORDER BY c.relname""";

  static final String GIVEN_UP =
      """
      SELECT partition, d.given_up_from, d.next_offset
      FROM pipeline.load_decision d JOIN pipeline.load_offset o USING (topic, partition, topic_id)
      WHERE topic = ? AND given_up_from < d.next_offset""";

  /** This is one statement, so that all counts are of the same moment while the load continues. */
  private static final String ACCOUNT =
      """
      WITH present AS (
        SELECT partition, topic_id, first_offset, next_offset, cut_off
        FROM pipeline.load_offset WHERE topic = ?
      ), period AS (
        SELECT partition, topic_id, since, until FROM pipeline.log_period WHERE topic = ?
      ), ledger AS (
        SELECT partition, topic_id, min(from_offset) AS first_offset, max(to_offset) AS to_offset,
               sum(records) AS records, sum(inserted) AS inserted, sum(duplicates) AS duplicates,
               sum(holes) AS holes
        FROM pipeline.load_ledger
        WHERE topic = ? AND run = 'live'
        GROUP BY partition, topic_id
      ), decided AS (
        SELECT partition, topic_id, held_topic_id, held_offset, code, given_up_from, next_offset
        FROM pipeline.load_decision WHERE topic = ?
      ), log AS (
        SELECT partition, topic_id FROM present
        UNION SELECT partition, topic_id FROM period
        UNION SELECT partition, topic_id FROM ledger
      ), sole AS (
        SELECT partition, (array_agg(topic_id))[1] AS topic_id
        FROM log GROUP BY partition HAVING count(*) = 1
      ), span AS (
        SELECT partition, topic_id, p.partition IS NOT NULL AS is_present,
               coalesce(p.first_offset, l.first_offset, 0) AS first_offset,
               coalesce(p.next_offset, l.to_offset, 0) AS next_offset,
               CASE WHEN p.cut_off THEN p.next_offset ELSE (
                 SELECT coalesce(max(d.held_offset), 0) FROM decided d
                 WHERE d.partition = log.partition AND d.topic_id = log.topic_id
                   AND d.held_topic_id = d.topic_id AND d.code = 'LOG_CUT_OFF') END AS cut_before,
               coalesce(l.records, 0) AS records, coalesce(l.inserted, 0) AS inserted,
               coalesce(l.duplicates, 0) AS duplicates, coalesce(l.holes, 0) AS holes
        FROM log
        LEFT JOIN present p USING (partition, topic_id)
        LEFT JOIN ledger l USING (partition, topic_id)
      ), listed AS (
        SELECT DISTINCT ON (partition, topic_id, kafka_offset)
               partition, topic_id, kafka_offset, is_conflict
        FROM (
          SELECT kafka_partition AS partition, topic_id, kafka_offset, true AS is_conflict
          FROM pipeline.conflict WHERE topic = ?
          UNION ALL
          SELECT record_partition::integer, coalesce(record_topic_id, sole.topic_id), record_offset, false
          FROM pipeline.dead_letter LEFT JOIN sole ON sole.partition = record_partition
          WHERE record_topic = ? AND coalesce(record_topic_id, sole.topic_id) IS NOT NULL
        ) either
        ORDER BY partition, topic_id, kafka_offset, is_conflict
      ), listing AS (
        SELECT partition, topic_id, count(*) FILTER (WHERE is_conflict) AS conflicts,
               count(*) FILTER (WHERE NOT is_conflict) AS dead_letters
        FROM listed JOIN span USING (partition, topic_id)
        WHERE kafka_offset >= first_offset AND kafka_offset < next_offset
        GROUP BY partition, topic_id
      ), stored AS (
        SELECT partition, topic_id,
               count(*) FILTER (WHERE r.is_in) AS row_count,
               count(*) FILTER (WHERE r.is_in AND l.is_conflict) AS conflicts,
               count(*) FILTER (WHERE r.is_in AND NOT l.is_conflict) AS dead_letters,
               count(*) FILTER (WHERE l.is_conflict IS NULL) AS unlisted
        FROM (
          SELECT s.partition, s.topic_id, t.kafka_offset,
                 t.kafka_offset >= s.first_offset AND t.kafka_offset < s.next_offset AS is_in
          FROM %1$s t
          JOIN period p ON p.partition = t.kafka_partition
            AND t.loaded_at >= p.since AND t.loaded_at < p.until
          JOIN span s ON s.partition = p.partition AND s.topic_id = p.topic_id
        ) r
        LEFT JOIN listed l USING (partition, topic_id, kafka_offset)
        GROUP BY partition, topic_id
      ), expired AS (
        SELECT kafka_partition AS partition, coalesce(e.topic_id, sole.topic_id) AS topic_id,
               sum(row_count) AS expired_rows
        FROM pipeline.expired_rows e LEFT JOIN sole ON sole.partition = kafka_partition
        WHERE table_name = '%2$s'
        GROUP BY 1, 2
      ), given AS (
        SELECT s.partition, s.topic_id,
               sum(greatest(0, d.next_offset - greatest(d.given_up_from, s.first_offset))) AS given_up
        FROM decided d JOIN span s USING (partition, topic_id)
        GROUP BY s.partition, s.topic_id
      )
      SELECT partition, topic_id, is_present, first_offset, next_offset, cut_before, records,
             coalesce(row_count, 0) + coalesce(expired_rows, 0), duplicates,
             coalesce(listing.conflicts, 0) - coalesce(stored.conflicts, 0),
             coalesce(listing.dead_letters, 0) - coalesce(stored.dead_letters, 0), holes,
             coalesce(given_up, 0),
             inserted - coalesce(unlisted, 0) - coalesce(expired_rows, 0)
      FROM span
      LEFT JOIN listing USING (partition, topic_id)
      LEFT JOIN stored USING (partition, topic_id)
      LEFT JOIN given USING (partition, topic_id)
      LEFT JOIN expired USING (partition, topic_id)
      ORDER BY partition, is_present, topic_id""";

  /**
   * This cursor has the rows in ranges of offsets of the given logs. With hold, it is materialised
   * at once, so that neither locks nor a snapshot outlast the statement.
   */
  private static final String ORDERED_ROWS =
      """
      DECLARE %s NO SCROLL CURSOR WITH HOLD FOR
      SELECT t.kafka_partition, t.kafka_offset%s
      FROM %s t
      JOIN unnest(?::integer[], ?::uuid[], ?::bigint[], ?::bigint[])
        AS r (partition, topic_id, from_offset, to_offset)
        ON r.partition = t.kafka_partition
          AND t.kafka_offset >= r.from_offset AND t.kafka_offset < r.to_offset
      JOIN pipeline.log_period p
        ON p.topic = ? AND p.partition = r.partition AND p.topic_id = r.topic_id
          AND t.loaded_at >= p.since AND t.loaded_at < p.until
      ORDER BY t.kafka_partition, t.kafka_offset""";

  /** This query counts, by partition, rows whose event id has an earlier row with another time. */
  private static final String REPEATED =
      """
      SELECT kafka_partition, count(*)
      FROM (
        SELECT kafka_partition,
               row_number() OVER (PARTITION BY event_id ORDER BY loaded_at, occurred_at) AS place
        FROM %1$s
        WHERE event_id IN (SELECT event_id FROM %1$s GROUP BY event_id HAVING count(*) > 1)
      ) t
      WHERE place > 1
      GROUP BY kafka_partition""";

  private ProofSql() {}

  /**
   * Builds the query of the account, whose six parameters are the topic; it includes detached
   * partitions.
   */
  static String account(TableContract table, List<String> detached) {
    String rows =
        Stream.concat(
                Stream.of(table.name().toString()),
                detached.stream().map(name -> table.name().schema() + "." + name))
            .map("SELECT kafka_partition, kafka_offset, loaded_at FROM %s"::formatted)
            .collect(Collectors.joining(" UNION ALL ", "(", ")"));
    return ACCOUNT.formatted(rows, table.name());
  }

  /**
   * Builds the cursor of rows, with partition, offset, the columns of the key, and the number of
   * rows of each child table; its parameters are partition, topic id, first offset and end of each
   * range, and the topic.
   *
   * @param cursor its name, which no cursor of the connection had before: the driver keeps the
   *     columns of what was fetched by a name
   */
  static String orderedRows(String cursor, TableContract table) {
    String keys = table.key().stream().map(", t."::concat).collect(Collectors.joining());
    return ORDERED_ROWS.formatted(cursor, keys + children(table), table.name());
  }

  static String nextRows(String cursor) {
    return "FETCH FORWARD 5000 FROM " + cursor;
  }

  static String closeRows(String cursor) {
    return "CLOSE " + cursor;
  }

  static String repeated(TableContract table) {
    return REPEATED.formatted(table.name());
  }

  /**
   * Builds the query of keys; its parameters are an array of values for each column of the key.
   * OFFSET 0 makes the planner look each key up: without statistics of the arrays, it might read
   * the whole table for each of them instead.
   */
  static String find(TableContract table) {
    String arrays =
        table.keyTypes().stream()
            .map(type -> "?::%s[]".formatted(type.sql()))
            .collect(Collectors.joining(", "));
    return """
        SELECT k.place, t.kafka_partition, t.kafka_offset, t.loaded_at%s
        FROM unnest(%s) WITH ORDINALITY AS k(%s, place)
        CROSS JOIN LATERAL (SELECT * FROM %s t WHERE %s OFFSET 0) t"""
        .formatted(
            children(table),
            arrays,
            String.join(", ", table.key()),
            table.name(),
            keysEqual(table, "k"));
  }

  private static String children(TableContract table) {
    return table.children().stream()
        .map(
            child ->
                ", (SELECT count(*) FROM %s c WHERE %s)"
                    .formatted(child.name(), keysEqual(table, "c")))
        .collect(Collectors.joining());
  }

  private static String keysEqual(TableContract table, String other) {
    return table.key().stream()
        .map(key -> "%s.%s = t.%s".formatted(other, key, key))
        .collect(Collectors.joining(" AND "));
  }
}
