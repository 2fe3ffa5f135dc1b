package io.loyalty.consumption.warehouse.replay;

/** Holds the statements of {@link ReplayTable}. */
final class ReplaySql {
  static final String OTHER =
      """
      SELECT replay_id FROM pipeline.replay
      WHERE event_types && ?::text[] AND state IN ('PENDING', 'RUNNING', 'PAUSED')
      ORDER BY created_at LIMIT 1""";
  static final String INSERT =
      """
      INSERT INTO pipeline.replay
        (replay_id, state, mode, event_types, from_time, to_time, from_offset, to_offset,
         occurred_from, occurred_to, records_per_second)
      VALUES (?, 'PENDING', ?, ?::text[], ?::timestamptz, ?::timestamptz, ?::bigint, ?::bigint,
              ?::timestamptz, ?::timestamptz, ?::integer)""";
  static final String INSERT_OFFSET =
      """
      INSERT INTO pipeline.replay_offset
        (replay_id, topic, partition, topic_id, from_offset, next_offset, end_offset)
      VALUES (?, ?, ?, ?, ?, ?, ?)""";
  static final String FIND = "SELECT * FROM pipeline.replay WHERE replay_id = ?";
  static final String OFFSETS =
      "SELECT * FROM pipeline.replay_offset WHERE replay_id = ? ORDER BY topic, partition";
  static final String NEWEST =
      "SELECT * FROM pipeline.replay ORDER BY created_at DESC, replay_id LIMIT ?";
  static final String NEWEST_OFFSETS =
      """
      SELECT o.*
      FROM pipeline.replay_offset o JOIN (%s) r USING (replay_id)
      ORDER BY o.replay_id, o.topic, o.partition"""
          .formatted(NEWEST);
  static final String MEASURED_SPEED =
      """
      SELECT sum(o.next_offset - o.from_offset)::float8
               / extract(epoch FROM r.ended_at - r.started_at)::float8
      FROM pipeline.replay r JOIN pipeline.replay_offset o USING (replay_id)
      WHERE r.state = 'DONE' AND r.records_per_second IS NULL AND r.ended_at > r.started_at
        AND NOT EXISTS (
          SELECT FROM pipeline.audit a
          WHERE a.subject = r.replay_id::text AND a.action = 'replay-paused')
      GROUP BY r.replay_id
      HAVING sum(o.next_offset - o.from_offset) >= 1000
      ORDER BY (r.event_types = ?::text[]) DESC, r.ended_at DESC
      LIMIT 1""";

  private ReplaySql() {}
}
