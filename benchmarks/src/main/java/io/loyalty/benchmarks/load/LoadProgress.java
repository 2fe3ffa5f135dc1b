package io.loyalty.benchmarks.load;

import java.sql.SQLException;
import java.util.UUID;

/**
 * Reads how far the service's loads and replays have come.
 *
 * @param statements the statements in the warehouse
 */
record LoadProgress(Statements statements) {
  /** Returns the sum of the topic's stored offsets. */
  long offset(String topic) throws SQLException {
    return statements.number(
        "SELECT coalesce(sum(next_offset), 0) FROM pipeline.load_offset WHERE topic = ?", topic);
  }

  /** Returns the number of records that a replay has read and committed. */
  long replayed(UUID replay) throws SQLException {
    return statements.number(
        "SELECT coalesce(sum(next_offset - from_offset), 0) FROM pipeline.replay_offset WHERE replay_id = ?::uuid",
        replay.toString());
  }

  /** Returns whether a replay is done. */
  boolean isReplayDone(UUID replay) throws SQLException {
    return statements.number(
            "SELECT count(*) FROM pipeline.replay WHERE replay_id = ?::uuid AND state = 'DONE'",
            replay.toString())
        == 1;
  }
}
