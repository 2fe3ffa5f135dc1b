package io.loyalty.consumption.table;

import io.loyalty.consumption.batch.CopyRows;
import io.loyalty.consumption.batch.PartitionRange;
import io.loyalty.consumption.batch.TopicBatch;
import io.loyalty.consumption.deadletter.RefusedRecord;
import io.loyalty.consumption.deadletter.RefusedRow;
import io.loyalty.consumption.table.LoadTimes.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes what a batch holds of one topic, inside the load transaction: rows and dead letters. */
final class TopicWriter {
  private static final int MESSAGE_BYTES = 64 << 10;

  private final StagedRows staged;
  private final DeadLetterTable deadLetters;
  private final int stagedBatches;
  private final LoadAccount account;
  private final LoadTimes times;
  private final Map<String, Integer> stagedBatchesLeft = new HashMap<>();

  TopicWriter(
      StagedRows staged,
      DeadLetterTable deadLetters,
      int stagedBatches,
      LoadAccount account,
      LoadTimes times) {
    this.times = times;
    this.staged = staged;
    this.deadLetters = deadLetters;
    this.stagedBatches = stagedBatches;
    this.account = account;
  }

  /**
   * Writes all of it and answers what became of each range. After a fault that does not end the
   * connection, the transaction is as it was before.
   */
  List<PartitionResult> write(Connection connection, TopicLoad load) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      Map<Integer, PartitionCount> counts = writeRows(connection, load, before);
      deadLetters.insert(connection, load);
      connection.releaseSavepoint(before);
      return load.batch().partitions().stream()
          .map(
              range ->
                  new PartitionResult(
                      load.batch().topic(),
                      load.logs().get(range.partition()).topicId(),
                      range,
                      counts.getOrDefault(range.partition(), PartitionCount.NONE)))
          .toList();
    } catch (SQLException e) {
      if (SqlFault.of(e) != SqlFault.TRANSIENT) {
        connection.rollback(before);
      }
      throw e;
    }
  }

  /** The records that the database refuses, at most one more than {@code most}. */
  List<RefusedRow> refused(Connection connection, TopicLoad load, int most) throws SQLException {
    return new BadRowSearch(staged).find(connection, load, most);
  }

  /** Drops the topic's staging tables, so that the next ones are like the tables then. */
  void forgetStaging(Connection connection, TopicLoad load) throws SQLException {
    staged.drop(connection, load.type().table());
  }

  private Map<Integer, PartitionCount> writeRows(
      Connection connection, TopicLoad load, Savepoint before) throws SQLException {
    if (load.batch().parents().isEmpty()) {
      return Map.of();
    }
    String topic = load.batch().topic();
    int left = stagedBatchesLeft.getOrDefault(topic, 0);
    if (left == 0
        && !account.merges()
        && times.timed(Step.COPY, () -> copyDirectly(connection, load.batch(), before))) {
      return expected(load.batch());
    }
    Map<Integer, PartitionCount> counts =
        times.timed(Step.STAGE, () -> staged.write(connection, load));
    checkNoneLost(load.batch(), counts);
    boolean seenBefore =
        counts.values().stream().anyMatch(each -> each.inserted() < each.records());
    stagedBatchesLeft.put(topic, seenBefore ? stagedBatches : Math.max(0, left - 1));
    return counts;
  }

  /** Whether all rows were new; if not, none is written. */
  private static boolean copyDirectly(Connection connection, TopicBatch batch, Savepoint before)
      throws SQLException {
    try {
      for (CopyRows rows : batch.parents()) {
        copy(connection, rows.table().name().toString(), rows);
      }
      for (CopyRows rows : batch.children()) {
        copy(connection, rows.table().name().toString(), rows);
      }
      return true;
    } catch (SQLException e) {
      if (SqlFault.of(e) != SqlFault.DUPLICATE) {
        throw e;
      }
      connection.rollback(before);
      return false;
    }
  }

  static void copy(Connection connection, String table, CopyRows rows) throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY %s (%s) FROM STDIN (FORMAT binary)"
                    .formatted(table, String.join(", ", rows.columns())));
    try {
      // The server reads a whole message before its first row: in pieces, it works while we send.
      for (int from = 0; from < rows.length(); from += MESSAGE_BYTES) {
        copy.writeToCopy(rows.data(), from, Math.min(MESSAGE_BYTES, rows.length() - from));
      }
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static Map<Integer, PartitionCount> expected(TopicBatch batch) {
    Map<Integer, Long> refused = new HashMap<>();
    for (RefusedRecord record : batch.refused()) {
      refused.merge(record.coordinates().partition(), 1L, Long::sum);
    }
    Map<Integer, PartitionCount> counts = new HashMap<>();
    for (PartitionRange range : batch.partitions()) {
      long rows = range.records() - range.skipped() - refused.getOrDefault(range.partition(), 0L);
      counts.put(range.partition(), new PartitionCount(rows, 0, 0));
    }
    return counts;
  }

  private static void checkNoneLost(TopicBatch batch, Map<Integer, PartitionCount> counts)
      throws SQLException {
    for (var expected : expected(batch).entrySet()) {
      long judged = counts.getOrDefault(expected.getKey(), PartitionCount.NONE).records();
      if (judged != expected.getValue().records()) {
        throw new SQLException(
            "%s-%d: of %d rows %d are accounted for"
                .formatted(batch.topic(), expected.getKey(), expected.getValue().records(), judged),
            "XX001");
      }
    }
  }
}
