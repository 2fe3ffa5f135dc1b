package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.PartitionRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Checks that records that are read again are of the logs that the live load reads. */
public final class PresentLogs {
  // A decision that moves the partition to another log waits for this lock; the live load does not.
  private static final String SAME_LOG =
      """
      SELECT 1 FROM pipeline.load_offset
      WHERE topic = ? AND partition = ? AND topic_id = ?
      FOR KEY SHARE""";

  private PresentLogs() {}

  /** Returns whether all are; if so, it stays so until the connection's transaction ends. */
  public static boolean are(Connection connection, List<TopicLoad> batch) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SAME_LOG)) {
      for (TopicLoad load : batch) {
        for (PartitionRange range : load.batch().partitions()) {
          statement.setString(1, load.batch().topic());
          statement.setInt(2, range.partition());
          statement.setObject(3, load.logs().get(range.partition()).topicId());
          try (ResultSet found = statement.executeQuery()) {
            if (!found.next()) {
              return false;
            }
          }
        }
      }
      return true;
    }
  }
}
