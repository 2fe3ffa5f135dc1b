package io.loyalty.consumption.warehouse.recovery;

/** Holds the statements of {@link RedriveTable}. */
final class RedriveSql {
  static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended('pipeline.redrive', 0))";
  static final String INSERT =
      """
      INSERT INTO pipeline.redrive
        (redrive_id, dry_run, filter, preview_id, patch, candidate, candidate_type,
         records_per_second, requested_by, dead_letters)
      VALUES (?, ?, ?::jsonb, ?::uuid, ?, ?, ?, ?, ?, 0)""";

  /** Takes the tables and the condition. */
  static final String INSERT_ITEMS =
      """
      INSERT INTO pipeline.redrive_item
        (redrive_id, number, dead_letter_id, station,
         record_topic, record_topic_id, record_partition, record_offset)
      SELECT :redrive,
             row_number() OVER (ORDER BY d.kafka_offset NULLS LAST, d.rejected_at, d.dead_letter_id),
             d.dead_letter_id, d.station,
             d.record_topic, d.record_topic_id, d.record_partition::integer, d.record_offset
      FROM %s""";

  static final String COUNT_ITEMS =
      "UPDATE pipeline.redrive SET dead_letters = ? WHERE redrive_id = ?";

  // What a cancelled redrive has sent may still come back: sent again, it would be published twice.
  static final String OTHER =
      """
      SELECT o.redrive_id, o.state, count(*) AS items
      FROM pipeline.redrive_item mine
        JOIN pipeline.redrive_item theirs USING (dead_letter_id)
        JOIN pipeline.redrive o ON o.redrive_id = theirs.redrive_id
      WHERE mine.redrive_id = ? AND o.redrive_id <> mine.redrive_id AND NOT o.dry_run
        AND (o.state IN ('PENDING', 'RUNNING', 'PAUSED')
          OR (o.state = 'CANCELLED' AND o.ended_at > transaction_timestamp() - interval '1 minute'
            AND theirs.station <> 'load' AND theirs.number <= o.sent_through
            AND NOT EXISTS (
              SELECT FROM pipeline.dead_letter_resolution r
              WHERE r.dead_letter_id = theirs.dead_letter_id AND r.redrive_id = o.redrive_id::text)))
      GROUP BY o.redrive_id, o.state
      ORDER BY items DESC
      LIMIT 1""";
  static final String FIND = "SELECT * FROM pipeline.redrive WHERE redrive_id = ?";
  static final String NEWEST =
      "SELECT * FROM pipeline.redrive ORDER BY created_at DESC, redrive_id LIMIT ?";
  static final String COUNTS =
      """
      SELECT outcome, count(*) AS events, count(*) FILTER (WHERE event_position = 0) AS dead_letters
      FROM pipeline.dead_letter_resolution
      WHERE redrive_id = ?
      GROUP BY outcome""";
  static final String FAILURES =
      """
      WITH failed AS (
        SELECT r.dead_letter_id, r.event_type, coalesce(v.rule, r.reason, 'unknown') AS rule,
               coalesce(v.path, '') AS path, v.expected, v.found, r.detail
        FROM pipeline.dead_letter_resolution r
          LEFT JOIN pipeline.dead_letter_resolution_violation v
            USING (dead_letter_id, redrive_id, event_position)
        WHERE r.redrive_id = ? AND r.outcome IN ('would-fail', 'refused-again')
      ), placed AS (
        SELECT *, regexp_replace(path, '/[0-9]+(?=/|$)', '/*', 'g') AS place FROM failed
      ), numbered AS (
        SELECT *, count(*) OVER (PARTITION BY rule, place) AS total,
               row_number() OVER (PARTITION BY rule, place ORDER BY dead_letter_id, path) AS nth
        FROM placed
      )
      SELECT rule, place, total, dead_letter_id, event_type, path, expected, found, detail
      FROM numbered
      WHERE nth <= 3
      ORDER BY total DESC, rule, place, nth
      LIMIT 300""";

  /** Is bounded by items and by bytes, but has one item at least. */
  static final String PAGE =
      """
      SELECT number, dead_letter_id, original_kind, queue, message_id, original
      FROM (
        SELECT i.number, d.dead_letter_id, d.original_kind, d.queue, d.message_id, d.original,
               sum(octet_length(d.original)) OVER (ORDER BY i.number) - octet_length(d.original) AS before
        FROM (
          SELECT number, dead_letter_id FROM pipeline.redrive_item i
          WHERE redrive_id = ? AND number > ? AND station <> 'load'
            AND NOT EXISTS (
              SELECT FROM pipeline.dead_letter_resolution r
              WHERE r.dead_letter_id = i.dead_letter_id AND r.redrive_id = i.redrive_id::text)
          ORDER BY number
          LIMIT ?
        ) i JOIN pipeline.dead_letter d USING (dead_letter_id)
      ) page
      WHERE before < ?
      ORDER BY number""";

  static final String COUNT_SENT =
      """
      SELECT count(*) FROM pipeline.redrive_item
      WHERE redrive_id = ? AND number <= ? AND station <> 'load'""";
  // Also when it was cancelled meanwhile: who redrives the same then waits for what was sent.
  static final String SENT =
      """
      UPDATE pipeline.redrive SET sent_through = greatest(sent_through, ?)
      WHERE redrive_id = ?
      RETURNING lease_owner IS NOT DISTINCT FROM ? AND state = 'RUNNING'""";

  private RedriveSql() {}
}
