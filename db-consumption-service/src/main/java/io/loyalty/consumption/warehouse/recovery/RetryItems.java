package io.loyalty.consumption.warehouse.recovery;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads which records a redrive still has to read again, and refuses those that can't be read.
 * Thread-safe; every call may throw {@link DatabaseUnavailableException}.
 */
public final class RetryItems {
  private static final String UNTRIED =
      """
      FROM pipeline.redrive_item i
      WHERE i.redrive_id = ? AND i.station = 'load'
        AND NOT EXISTS (
          SELECT FROM pipeline.dead_letter_resolution r
          WHERE r.dead_letter_id = i.dead_letter_id AND r.redrive_id = i.redrive_id::text)""";
  private static final String PARTITIONS =
      "SELECT DISTINCT record_topic, record_partition " + UNTRIED;
  private static final String OFFSETS =
      "SELECT record_offset "
          + UNTRIED
          + " AND record_topic = ? AND record_partition = ? AND record_topic_id = ? ORDER BY 1";

  // Of two workers, the one that has lost the lease must not write.
  private static final String REFUSE =
      """
      INSERT INTO pipeline.dead_letter_resolution
        (dead_letter_id, redrive_id, event_position, resolved_at, outcome, reason, detail,
         service_version)
      SELECT i.dead_letter_id, i.redrive_id::text, 0, clock_timestamp(), ?, ?, ?, ?
      %s
        AND EXISTS (
          SELECT FROM pipeline.redrive o
          WHERE o.redrive_id = i.redrive_id AND o.lease_owner = ? AND o.state = 'RUNNING')
        AND (%s)
      ON CONFLICT DO NOTHING""";

  private final JdbcClient jdbc;
  private final StoredRedrive redrive;
  private final UUID owner;
  private final String serviceVersion;

  /** Uses the pool for the redrive of this worker. */
  public RetryItems(DataSource pool, StoredRedrive redrive, UUID owner, String serviceVersion) {
    this.jdbc = JdbcClient.create(pool);
    this.redrive = redrive;
    this.owner = owner;
    this.serviceVersion = serviceVersion;
  }

  /**
   * Returns the partitions with records to read, of these topics; refuses the records of others.
   */
  public Set<PartitionId> partitions(Collection<String> topics) {
    refuse(
        "other-log",
        "the record is of no topic that is loaded, or it is not known of which log it is",
        "i.record_topic_id IS NULL OR i.record_topic <> ALL (?::text[])",
        List.of((Object) topics.toArray(String[]::new)));
    return asked(
        () ->
            new TreeSet<>(
                jdbc.sql(PARTITIONS)
                    .param(redrive.id())
                    .query((row, number) -> new PartitionId(row.getString(1), row.getInt(2)))
                    .list()));
  }

  /** Refuses all records, for one reason. */
  public void refuseAll(String reason, String detail) {
    refuse(reason, detail, "true", List.of());
  }

  /** Returns the offsets to read of a partition, ascending; refuses what its log does not have. */
  public long[] offsets(PartitionId id, LogBounds log) {
    String here = "i.record_topic = ? AND i.record_partition = ? AND ";
    refuse(
        "other-log",
        "the record is of another log: its topic was deleted and made again",
        here + "i.record_topic_id <> ?",
        List.of(id.topic(), id.partition(), log.topicId()));
    refuse(
        "record-gone",
        "the record is no longer in the log",
        here + "(i.record_offset < ? OR i.record_offset >= ?)",
        List.of(id.topic(), id.partition(), log.start(), log.end()));
    return asked(
        () ->
            jdbc
                .sql(OFFSETS)
                .param(redrive.id())
                .param(id.topic())
                .param(id.partition())
                .param(log.topicId())
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .toArray());
  }

  private void refuse(String reason, String detail, String condition, List<Object> parameters) {
    List<Object> all = new ArrayList<>();
    all.add(redrive.scope().dryRun() ? "would-fail" : "refused-again");
    all.addAll(List.of(reason, detail, serviceVersion, redrive.id(), owner));
    all.addAll(parameters);
    asked(
        () -> {
          JdbcClient.StatementSpec statement = jdbc.sql(REFUSE.formatted(UNTRIED, condition));
          for (Object each : all) {
            statement = statement.param(each);
          }
          return statement.update();
        });
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (DataAccessException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }
}
