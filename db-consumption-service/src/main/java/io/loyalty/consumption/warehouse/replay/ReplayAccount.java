package io.loyalty.consumption.warehouse.replay;

import io.loyalty.consumption.batch.PartitionRange;
import io.loyalty.consumption.warehouse.load.LoadAccount;
import io.loyalty.consumption.warehouse.load.PartitionResult;
import io.loyalty.consumption.warehouse.load.PresentLogs;
import io.loyalty.consumption.warehouse.load.TopicLoad;
import io.loyalty.consumption.warehouse.run.RunTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Implements the account of a replay, whose own offsets move only while its worker holds the lease.
 */
public final class ReplayAccount implements LoadAccount {
  private static final String ADVANCE =
      """
      UPDATE pipeline.replay_offset SET next_offset = ?
      WHERE replay_id = ? AND topic = ? AND partition = ? AND next_offset = ? AND topic_id = ?
        AND end_offset >= ?""";
  private static final String NOTE =
      """
      UPDATE pipeline.replay_offset
      SET records = records + ?, inserted = inserted + ?, duplicates = duplicates + ?,
          conflicts = conflicts + ?, dead_lettered = dead_lettered + ?, skipped = skipped + ?
      WHERE replay_id = ? AND topic = ? AND partition = ?""";

  private final UUID replay;
  private final UUID owner;

  public ReplayAccount(UUID replay, UUID owner) {
    this.replay = replay;
    this.owner = owner;
  }

  @Override
  public String run() {
    return replay.toString();
  }

  @Override
  public String title() {
    return "replay";
  }

  @Override
  public boolean merges() {
    return true;
  }

  @Override
  public boolean advance(Connection connection, List<TopicLoad> batch) throws SQLException {
    if (!RunTable.Kind.REPLAY.isHeld(connection, replay, owner)
        || !PresentLogs.are(connection, batch)) {
      return false;
    }
    try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
      for (TopicLoad load : batch) {
        for (PartitionRange range : load.batch().partitions()) {
          statement.setLong(1, range.to());
          statement.setObject(2, replay);
          statement.setString(3, load.batch().topic());
          statement.setInt(4, range.partition());
          statement.setLong(5, range.from());
          statement.setObject(6, load.logs().get(range.partition()).topicId());
          statement.setLong(7, range.to());
          statement.addBatch();
        }
      }
      return Arrays.stream(statement.executeBatch()).allMatch(moved -> moved == 1);
    }
  }

  @Override
  public void note(Connection connection, List<PartitionResult> results) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NOTE)) {
      for (PartitionResult result : results) {
        statement.setLong(1, result.range().records());
        statement.setLong(2, result.count().inserted());
        statement.setLong(3, result.count().duplicates());
        statement.setLong(4, result.count().conflicts());
        statement.setLong(5, result.deadLettered());
        statement.setLong(6, result.range().skipped());
        statement.setObject(7, replay);
        statement.setString(8, result.range().id().topic());
        statement.setInt(9, result.range().partition());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
