package io.loyalty.benchmarks.freshness;

import io.loyalty.schemas.contract.EventType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the partitions' loaded offsets every two milliseconds on its own connection: a row becomes
 * visible in the same commit that moves its partition's offset past it.
 */
public final class VisibleRows implements AutoCloseable {
  private static final long LOOK_EVERY_MILLIS = 2;

  private final Connection connection;
  private final Thread looking = new Thread(this::look, "visible-rows");
  private final Map<TopicPartition, NavigableMap<Long, Long>> seen = new HashMap<>();
  private volatile boolean isEnding;
  private volatile SQLException fault;
  private volatile long loaded;

  /** Begins to read. */
  public VisibleRows(String jdbcUrl) throws SQLException {
    connection = DriverManager.getConnection(jdbcUrl);
    looking.start();
  }

  /** Returns the number of records loaded so far. */
  public long loaded() {
    return loaded;
  }

  /** Stops reading, and returns by event id when its row was first visible, in nanoseconds. */
  public Map<UUID, Long> seenAt(List<EventType> types, String prefix)
      throws SQLException, InterruptedException {
    return seenAt(
        types.stream()
            .collect(
                Collectors.toMap(
                    type -> type.table().name().toString(), type -> type.topicName(prefix))));
  }

  /**
   * Stops reading, and returns by event id when its row was first visible, in nanoseconds.
   *
   * @param topics the topics, by the tables of their rows
   */
  Map<UUID, Long> seenAt(Map<String, String> topics) throws SQLException, InterruptedException {
    isEnding = true;
    looking.join();
    if (fault != null) {
      throw fault;
    }
    Map<UUID, Long> visible = new HashMap<>();
    try (Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> topic : topics.entrySet()) {
        try (ResultSet rows =
            statement.executeQuery(
                "SELECT event_id, kafka_partition, kafka_offset FROM " + topic.getKey())) {
          while (rows.next()) {
            TopicPartition partition = new TopicPartition(topic.getValue(), rows.getInt(2));
            visible.put(
                rows.getObject(1, UUID.class),
                seen.get(partition).higherEntry(rows.getLong(3)).getValue());
          }
        }
      }
    }
    return visible;
  }

  @Override
  public void close() throws SQLException {
    isEnding = true;
    connection.close();
  }

  private void look() {
    try (Statement statement = connection.createStatement()) {
      while (!isEnding) {
        long total = 0;
        try (ResultSet rows =
            statement.executeQuery(
                "SELECT topic, partition, next_offset FROM pipeline.load_offset")) {
          long now = System.nanoTime();
          while (rows.next()) {
            seen.computeIfAbsent(
                    new TopicPartition(rows.getString(1), rows.getInt(2)),
                    partition -> new TreeMap<>())
                .putIfAbsent(rows.getLong(3), now);
            total += rows.getLong(3);
          }
        }
        loaded = total;
        Thread.sleep(LOOK_EVERY_MILLIS);
      }
    } catch (SQLException e) {
      fault = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
