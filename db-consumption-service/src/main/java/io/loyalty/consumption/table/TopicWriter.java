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

/**
 * Writes what a batch holds of one topic, inside the load transaction: offsets first, then rows,
 * dead letters and ledger.
 */
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

  /** Whether the offsets were still where the batch begins; if not, roll everything back. */
  boolean write(Connection connection, TopicLoad load) throws SQLException {
    if (!times.timed(Step.OFFSETS, () -> account.advance(connection, load))) {
      return false;
    }
    Map<Integer, PartitionCount> counts = writeRows(connection, load);
    times.timed(Step.LEDGER, () -> note(connection, load, counts));
    return true;
  }

  private Void note(Connection connection, TopicLoad load, Map<Integer, PartitionCount> counts)
      throws SQLException {
    TopicBatch batch = load.batch();
    deadLetters.insert(connection, load);
    for (PartitionRange range : batch.partitions()) {
      PartitionResult result =
          new PartitionResult(
              batch.topic(),
              load.logs().get(range.partition()).topicId(),
              range,
              counts.getOrDefault(range.partition(), PartitionCount.NONE));
      LedgerTable.add(connection, account.run(), result);
      account.note(connection, result);
    }
    return null;
  }

  /** The records that the database refuses, at most one more than {@code most}. */
  List<RefusedRow> refused(Connection connection, TopicLoad load, int most) throws SQLException {
    return new BadRowSearch(staged).find(connection, load, most);
  }

  /** Drops the topic's staging tables, so that the next ones are like the tables then. */
  void forgetStaging(Connection connection, TopicLoad load) throws SQLException {
    staged.drop(connection, load.type().table());
  }

  private Map<Integer, PartitionCount> writeRows(Connection connection, TopicLoad load)
      throws SQLException {
    if (load.batch().parents().isEmpty()) {
      return Map.of();
    }
    String topic = load.batch().topic();
    int left = stagedBatchesLeft.getOrDefault(topic, 0);
    if (left == 0
        && !account.merges()
        && times.timed(Step.COPY, () -> copyDirectly(connection, load.batch()))) {
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

  /** Whether all rows were new. */
  private boolean copyDirectly(Connection connection, TopicBatch batch) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      for (CopyRows rows : batch.parents()) {
        copy(connection, rows.table().name().toString(), rows);
      }
      for (CopyRows rows : batch.children()) {
        copy(connection, rows.table().name().toString(), rows);
      }
      connection.releaseSavepoint(before);
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
