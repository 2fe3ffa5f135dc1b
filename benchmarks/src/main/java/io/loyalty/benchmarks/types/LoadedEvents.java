package io.loyalty.benchmarks.types;

import io.loyalty.benchmarks.pipeline.RunningPipeline;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Tells how many events are on the topics of some types, and how many are loaded. */
final class LoadedEvents implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LOOK_EVERY_MILLIS = 100;
  private static final long LOOK_AT_TOPICS_EVERY_MILLIS = 500;

  private final RunningPipeline pipeline;
  private final List<String> topics;
  private final Connection connection;
  private final Admin admin;

  LoadedEvents(RunningPipeline pipeline, List<String> types) throws SQLException {
    this.pipeline = pipeline;
    this.topics = types.stream().map(type -> pipeline.prefix() + "." + type).toList();
    this.connection = DriverManager.getConnection(pipeline.jdbcUrl());
    this.admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, pipeline.bootstrapServers()));
  }

  /** Returns how many are loaded, whatever their type. */
  long count() throws SQLException {
    return number("SELECT coalesce(sum(next_offset), 0) FROM pipeline.load_offset");
  }

  /** Returns how many bytes the server has written to its log so far. */
  long writtenBytes() throws SQLException {
    return number("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')");
  }

  /** Lets the server do now what it would do later because of what was loaded. */
  void settle() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM (ANALYZE)");
      statement.execute("CHECKPOINT");
    }
  }

  /** Waits until so many are loaded; there are no more. */
  void await(long wanted) throws SQLException, InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    for (long loaded = count(); loaded != wanted; loaded = count()) {
      require(loaded < wanted, giveUp, "%,d of %,d events are loaded".formatted(loaded, wanted));
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  /** Waits until so many are on the topics; there are no more. */
  void awaitPublished(long wanted) throws ExecutionException, InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    for (long there = published(); there != wanted; there = published()) {
      require(there < wanted, giveUp, "%,d of %,d events are published".formatted(there, wanted));
      Thread.sleep(LOOK_AT_TOPICS_EVERY_MILLIS);
    }
  }

  private void require(boolean isPossible, long giveUp, String state) {
    pipeline.requireAlive();
    if (!isPossible || System.nanoTime() > giveUp) {
      throw new IllegalStateException(state);
    }
  }

  private long published() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends =
        admin.describeTopics(topics).allTopicNames().get().values().stream()
            .flatMap(
                (TopicDescription topic) ->
                    topic.partitions().stream()
                        .map(each -> new TopicPartition(topic.name(), each.partition())))
            .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    admin.close();
    connection.close();
  }
}
