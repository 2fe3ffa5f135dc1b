package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.PartitionRange;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.PartitionLog;
import io.loyalty.consumption.log.StoredOffset;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads and writes {@code pipeline.load_offset} by compare-and-set, so that only one of two writers
 * continues.
 */
public final class OffsetTable {
  private static final String READ =
      """
      SELECT topic, partition, topic_id, next_offset, leader_epoch, decisions, cut_off
      FROM pipeline.load_offset
      WHERE topic = ANY (?)""";
  private static final String ADVANCE =
      """
      UPDATE pipeline.load_offset
      SET next_offset = ?,
          leader_epoch = ?,
          loaded_through = greatest(loaded_through, ?),
          loaded_at = transaction_timestamp()
      WHERE topic = ? AND partition = ? AND next_offset = ? AND topic_id = ?""";
  private static final String BEGIN =
      """
      INSERT INTO pipeline.load_offset (topic, partition, topic_id, first_offset, next_offset)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING""";
  private static final String CUT_OFF =
      """
      UPDATE pipeline.load_offset SET cut_off = true
      WHERE topic = ? AND partition = ? AND next_offset = ? AND topic_id = ? AND decisions = ?""";
  private static final String REFRESH =
      """
      UPDATE pipeline.load_offset o
      SET loaded_through = idle.through
      FROM unnest(?::text[], ?::integer[], ?::bigint[], ?::uuid[], ?::timestamptz[])
        AS idle (topic, partition, next_offset, topic_id, through)
      WHERE o.topic = idle.topic AND o.partition = idle.partition
        AND o.next_offset = idle.next_offset AND o.topic_id = idle.topic_id
        AND (o.loaded_through IS NULL OR o.loaded_through < idle.through)""";

  private OffsetTable() {}

  public static List<StoredOffset> read(Connection connection, Collection<String> topics)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setArray(1, connection.createArrayOf("text", topics.toArray()));
      List<StoredOffset> offsets = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          int epoch = rows.getInt(5);
          OptionalInt leaderEpoch = rows.wasNull() ? OptionalInt.empty() : OptionalInt.of(epoch);
          offsets.add(
              new StoredOffset(
                  new PartitionId(rows.getString(1), rows.getInt(2)),
                  rows.getObject(3, UUID.class),
                  rows.getLong(4),
                  leaderEpoch,
                  new StoredOffset.Decided(rows.getInt(6), rows.getBoolean(7))));
        }
      }
      return offsets;
    }
  }

  /** Moves the offsets to the ends of the ranges; returns whether all were at the starts. */
  static boolean advance(Connection connection, List<TopicLoad> batch) throws SQLException {
    try (PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
      for (TopicLoad load : batch) {
        for (PartitionRange range : load.batch().partitions()) {
          PartitionLog log = load.logs().get(range.partition());
          bind(advance, range, log);
          advance.setLong(6, range.from());
          advance.setObject(7, log.topicId());
          advance.addBatch();
        }
      }
      return Arrays.stream(advance.executeBatch()).allMatch(rows -> rows == 1);
    }
  }

  /** Stores the offset at which the load of a log starts, unless another instance has done so. */
  static void begin(Connection connection, PartitionStart start) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
      statement.setString(1, start.id().topic());
      statement.setInt(2, start.id().partition());
      statement.setObject(3, start.topicId());
      statement.setLong(4, start.offset());
      statement.setLong(5, start.offset());
      statement.executeUpdate();
    }
  }

  /** Records that the log was truncated before the stored offset, unless that has moved. */
  static void cutOff(Connection connection, StoredOffset stored) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CUT_OFF)) {
      statement.setString(1, stored.id().topic());
      statement.setInt(2, stored.id().partition());
      statement.setLong(3, stored.nextOffset());
      statement.setObject(4, stored.topicId());
      statement.setInt(5, stored.decided().times());
      statement.executeUpdate();
    }
  }

  /** Records that idle partitions are fully loaded, those whose offsets are unchanged. */
  static void refresh(Connection connection, Collection<IdlePartition> idle) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REFRESH)) {
      statement.setArray(1, array(connection, "text", idle, each -> each.id().topic()));
      statement.setArray(2, array(connection, "integer", idle, each -> each.id().partition()));
      statement.setArray(3, array(connection, "bigint", idle, IdlePartition::nextOffset));
      statement.setArray(4, array(connection, "uuid", idle, each -> each.log().topicId()));
      statement.setArray(
          5, array(connection, "timestamptz", idle, each -> Timestamp.from(each.through())));
      statement.executeUpdate();
    }
  }

  private static Array array(
      Connection connection,
      String type,
      Collection<IdlePartition> idle,
      Function<IdlePartition, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, idle.stream().map(value).toArray());
  }

  private static void bind(PreparedStatement statement, PartitionRange range, PartitionLog log)
      throws SQLException {
    statement.setLong(1, range.to());
    if (log.leaderEpoch().isPresent()) {
      statement.setInt(2, log.leaderEpoch().getAsInt());
    } else {
      statement.setNull(2, Types.INTEGER);
    }
    statement.setTimestamp(
        3, range.lastTimestamp() < 0 ? null : new Timestamp(range.lastTimestamp()));
    statement.setString(4, range.id().topic());
    statement.setInt(5, range.partition());
  }
}
