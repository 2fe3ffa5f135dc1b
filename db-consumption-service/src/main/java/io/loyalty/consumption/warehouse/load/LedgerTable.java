package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.PartitionRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes {@code pipeline.load_ledger}, which counts every offset by its outcome, one row per
 * partition and hour.
 */
final class LedgerTable {
  private static final String ADD =
      """
      INSERT INTO pipeline.load_ledger AS l
        (topic, topic_id, partition, hour, run, from_offset, to_offset, records,
         inserted, duplicates, conflicts, dead_lettered, holes, skipped)
      VALUES (?, ?, ?, date_trunc('hour', transaction_timestamp(), 'UTC'), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (topic, topic_id, partition, hour, run) DO UPDATE
      SET from_offset = least(l.from_offset, excluded.from_offset),
          to_offset = greatest(l.to_offset, excluded.to_offset),
          records = l.records + excluded.records,
          inserted = l.inserted + excluded.inserted,
          duplicates = l.duplicates + excluded.duplicates,
          conflicts = l.conflicts + excluded.conflicts,
          dead_lettered = l.dead_lettered + excluded.dead_lettered,
          holes = l.holes + excluded.holes,
          skipped = l.skipped + excluded.skipped""";

  private LedgerTable() {}

  static void add(Connection connection, String run, List<PartitionResult> results)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (PartitionResult result : results) {
        PartitionRange range = result.range();
        PartitionCount count = result.count();
        statement.setString(1, range.id().topic());
        statement.setObject(2, result.topicId());
        statement.setInt(3, range.partition());
        statement.setString(4, run);
        statement.setLong(5, range.from());
        statement.setLong(6, range.to());
        statement.setLong(7, range.records());
        statement.setLong(8, count.inserted());
        statement.setLong(9, count.duplicates());
        statement.setLong(10, count.conflicts());
        statement.setLong(11, result.deadLettered());
        statement.setLong(12, range.to() - range.from() - range.records());
        statement.setLong(13, range.skipped());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
