package io.loyalty.consumption.warehouse.replay;

import io.loyalty.consumption.log.StoredOffset;
import io.loyalty.consumption.warehouse.load.OffsetTable;
import io.loyalty.consumption.warehouse.run.AuditEntry;
import io.loyalty.consumption.warehouse.run.RunState;
import io.loyalty.consumption.warehouse.run.RunTable;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads and writes {@code pipeline.replay} with its offsets, and the audit of requests.
 * Thread-safe; every call may throw {@link DatabaseUnavailableException}.
 */
public final class ReplayTable {
  private final DataSource pool;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  /** Uses the pool. */
  public ReplayTable(DataSource pool) {
    this.pool = pool;
    this.jdbc = JdbcClient.create(pool);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
  }

  /** Returns the live load's stored offsets of the topics. */
  public List<StoredOffset> loaded(Collection<String> topics) {
    try (Connection connection = pool.getConnection()) {
      return OffsetTable.read(connection, topics);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  /**
   * Adds a replay that waits for a worker, unless a replay of one of its types has not ended; then
   * returns that one.
   */
  public Optional<StoredReplay> add(StoredReplay replay, AuditEntry audit) {
    return asked(
        () ->
            transaction.execute(
                status -> {
                  // Only one instance at a time adds a replay, so that no other is added between
                  // the check and the insert.
                  jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('pipeline.replay', 0))")
                      .query()
                      .listOfRows();
                  Optional<UUID> other =
                      jdbc.sql(ReplaySql.OTHER).param(types(replay)).query(UUID.class).optional();
                  if (other.isPresent()) {
                    return read(other.get());
                  }
                  insert(replay);
                  RunTable.note(jdbc, replay.id().toString(), audit);
                  return Optional.<StoredReplay>empty();
                }));
  }

  /** Returns the replay with this id, if there is one. */
  public Optional<StoredReplay> find(UUID id) {
    return asked(() -> read(id));
  }

  /** Returns the newest replays, newest first. */
  public List<StoredReplay> newest(int limit) {
    return asked(
        () -> {
          Map<UUID, List<ReplayProgress>> offsets = new LinkedHashMap<>();
          jdbc.sql(ReplaySql.NEWEST_OFFSETS)
              .param(limit)
              .query(
                  (RowCallbackHandler)
                      row ->
                          offsets
                              .computeIfAbsent(
                                  row.getObject("replay_id", UUID.class), id -> new ArrayList<>())
                              .add(progress(row)));
          return jdbc.sql(ReplaySql.NEWEST)
              .param(limit)
              .query(
                  (row, number) ->
                      replay(
                          row,
                          offsets.getOrDefault(row.getObject("replay_id", UUID.class), List.of())))
              .list();
        });
  }

  /**
   * Returns the records per second of the newest replay that finished without a limit and a pause,
   * preferably of these types. Short replays are ignored.
   */
  public Optional<Double> measuredSpeed(List<String> eventTypes) {
    return asked(
        () ->
            jdbc.sql(ReplaySql.MEASURED_SPEED)
                .param(eventTypes.toArray(String[]::new))
                .query(Double.class)
                .optional());
  }

  private void insert(StoredReplay replay) {
    ReplayScope scope = replay.scope();
    jdbc.sql(ReplaySql.INSERT)
        .param(replay.id())
        .param(replay.mode())
        .param(types(replay))
        .param(time(scope.kafka().from()))
        .param(time(scope.kafka().to()))
        .param(scope.offsets().from())
        .param(scope.offsets().to())
        .param(time(scope.occurred().from()))
        .param(time(scope.occurred().to()))
        .param(scope.recordsPerSecond())
        .update();
    for (ReplayProgress each : replay.partitions()) {
      jdbc.sql(ReplaySql.INSERT_OFFSET)
          .param(replay.id())
          .param(each.topic())
          .param(each.partition())
          .param(each.topicId())
          .param(each.fromOffset())
          .param(each.nextOffset())
          .param(each.endOffset())
          .update();
    }
  }

  private Optional<StoredReplay> read(UUID id) {
    List<ReplayProgress> offsets =
        jdbc.sql(ReplaySql.OFFSETS).param(id).query((row, number) -> progress(row)).list();
    return jdbc.sql(ReplaySql.FIND)
        .param(id)
        .query((row, number) -> replay(row, offsets))
        .optional();
  }

  private static StoredReplay replay(ResultSet row, List<ReplayProgress> offsets)
      throws SQLException {
    return new StoredReplay(
        row.getObject("replay_id", UUID.class),
        new StoredReplay.Standing(
            RunState.valueOf(row.getString("state")),
            row.getString("reason"),
            instant(row, "created_at"),
            instant(row, "started_at"),
            instant(row, "ended_at"),
            row.getDouble("speed")),
        row.getString("mode"),
        new ReplayScope(
            Arrays.asList((String[]) row.getArray("event_types").getArray()),
            new ReplayScope.TimeRange(instant(row, "from_time"), instant(row, "to_time")),
            new ReplayScope.OffsetRange(
                row.getObject("from_offset", Long.class), row.getObject("to_offset", Long.class)),
            new ReplayScope.TimeRange(instant(row, "occurred_from"), instant(row, "occurred_to")),
            row.getObject("records_per_second", Integer.class)),
        offsets);
  }

  private static ReplayProgress progress(ResultSet row) throws SQLException {
    return new ReplayProgress(
        row.getString("topic"),
        row.getInt("partition"),
        row.getObject("topic_id", UUID.class),
        row.getLong("from_offset"),
        row.getLong("next_offset"),
        row.getLong("end_offset"),
        new ReplayProgress.Count(
            row.getLong("records"),
            row.getLong("inserted"),
            row.getLong("duplicates"),
            row.getLong("conflicts"),
            row.getLong("dead_lettered"),
            row.getLong("skipped")));
  }

  private static String[] types(StoredReplay replay) {
    return replay.scope().eventTypes().toArray(String[]::new);
  }

  private static OffsetDateTime time(Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (DataAccessException | TransactionException e) {
      throw unavailable(e);
    }
  }

  private static DatabaseUnavailableException unavailable(Exception fault) {
    return new DatabaseUnavailableException(
        "the database does not answer (%s)".formatted(fault.getClass().getSimpleName()), fault);
  }
}
