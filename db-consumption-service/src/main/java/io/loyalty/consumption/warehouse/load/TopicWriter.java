package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.CopyRows;
import io.loyalty.consumption.batch.PartitionDay;
import io.loyalty.consumption.batch.PartitionRange;
import io.loyalty.consumption.batch.RecordRows;
import io.loyalty.consumption.batch.RefusedRecord;
import io.loyalty.consumption.batch.RefusedRow;
import io.loyalty.consumption.batch.TopicBatch;
import io.loyalty.consumption.warehouse.load.LoadTimes.Step;
import io.loyalty.consumption.warehouse.sql.SqlFault;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes one topic's rows and dead letters inside the load transaction. */
final class TopicWriter {
  private static final int MESSAGE_BYTES = 64 << 10;

  private final StagedRows staged;
  private final DeadLetterTable deadLetters;
  private final int stagedBatches;
  private final LoadAccount account;
  private final LoadTimes times;
  private final Map<String, Integer> stagedBatchesLeft = new HashMap<>();
  private final Map<String, Boolean> mostlyKnown = new HashMap<>();

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
   * Writes the rows and dead letters, and counts them. A fault that does not close the connection
   * leaves the transaction unchanged.
   */
  RowCounts write(Connection connection, TopicLoad load) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      RowCounts counts = writeRows(connection, load, before);
      deadLetters.insert(connection, load);
      connection.releaseSavepoint(before);
      return counts;
    } catch (SQLException e) {
      if (SqlFault.of(e) != SqlFault.TRANSIENT) {
        connection.rollback(before);
      }
      throw e;
    }
  }

  /** Returns the records that the database refuses, at most one more than {@code most}. */
  List<RefusedRow> refused(Connection connection, TopicLoad load, int most) throws SQLException {
    return new BadRowSearch(staged).find(connection, load, most);
  }

  /** Drops the topic's staging tables, so that new ones match the tables. */
  void forgetStaging(Connection connection, TopicLoad load) throws SQLException {
    staged.drop(connection, load.type().table());
  }

  private RowCounts writeRows(Connection connection, TopicLoad load, Savepoint before)
      throws SQLException {
    if (load.batch().parents().isEmpty()) {
      return RowCounts.NONE;
    }
    String topic = load.batch().topic();
    // A replay expects existing rows until a batch contained only new ones.
    int left = stagedBatchesLeft.getOrDefault(topic, account.merges() ? 1 : 0);
    if (left == 0 && times.timed(Step.COPY, () -> copyDirectly(connection, load.batch(), before))) {
      return new RowCounts(
          counts(load.batch()),
          RowCounts.inserted(load.batch()),
          RowCounts.failedChecks(load.batch()));
    }
    boolean all = mostlyKnown.getOrDefault(topic, account.merges());
    RowCounts counts =
        times.timed(
            Step.STAGE,
            () -> all ? writeStaged(connection, load) : writeApart(connection, load, before));
    long inserted = counts.partitions().values().stream().mapToLong(PartitionCount::inserted).sum();
    long records = counts.partitions().values().stream().mapToLong(PartitionCount::records).sum();
    mostlyKnown.put(topic, inserted * 2 < records);
    stagedBatchesLeft.put(topic, inserted < records ? stagedBatches : Math.max(0, left - 1));
    return counts;
  }

  /** Stages all rows: the fastest way if most exist. */
  private RowCounts writeStaged(Connection connection, TopicLoad load) throws SQLException {
    RowCounts judged = staged.write(connection, load);
    Map<Integer, Long> records = new HashMap<>();
    counts(load.batch()).forEach((partition, count) -> records.put(partition, count.records()));
    checkNoneLost(load.batch().topic(), records, judged.partitions());
    return judged;
  }

  /** Stages only existing rows, because COPY is fastest for all others. */
  private RowCounts writeApart(Connection connection, TopicLoad load, Savepoint before)
      throws SQLException {
    RecordRows rows = new RecordRows(load.batch());
    BitSet known = staged.known(connection, load, rows);
    TopicBatch others = rows.part(record -> !known.get(record));
    SortedMap<PartitionDay, RowCounts.Rows> days = RowCounts.inserted(others);
    Map<String, Long> failedChecks = RowCounts.failedChecks(others);
    if (!others.parents().isEmpty() && !copyDirectly(connection, others, before)) {
      // Another writer has just written one of them, or child rows had lost their parent.
      known.set(0, rows.size());
      days.clear();
      failedChecks.clear();
    }
    Map<Integer, PartitionCount> counts = counts(load.batch());
    if (known.isEmpty()) {
      return new RowCounts(counts, days, failedChecks);
    }
    TopicLoad again = load.with(rows.part(known::get));
    RowCounts judged = staged.write(connection, again);
    Map<Integer, Long> records = new HashMap<>();
    known.stream()
        .forEach(each -> records.merge(rows.at(each).partition().partition(), 1L, Long::sum));
    checkNoneLost(load.batch().topic(), records, judged.partitions());
    judged
        .partitions()
        .forEach(
            (partition, count) ->
                counts.computeIfPresent(partition, (at, all) -> count.among(all)));
    judged.days().forEach((day, changed) -> days.merge(day, changed, RowCounts.Rows::plus));
    judged.failedChecks().forEach((check, some) -> failedChecks.merge(check, some, Long::sum));
    return new RowCounts(counts, days, failedChecks);
  }

  /** Copies the rows directly; returns false and writes none if any of them exists. */
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
      // The server reads a whole message before its first row: with smaller messages it works while
      // we send.
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

  /** Returns the counts if every row is new. */
  private static Map<Integer, PartitionCount> counts(TopicBatch batch) {
    Map<Integer, Long> refused = new HashMap<>();
    for (RefusedRecord record : batch.refused()) {
      refused.merge(record.id().partition().partition(), 1L, Long::sum);
    }
    Map<Integer, PartitionCount> counts = new HashMap<>();
    for (PartitionRange range : batch.partitions()) {
      long rows = range.records() - range.skipped() - refused.getOrDefault(range.partition(), 0L);
      counts.put(range.partition(), new PartitionCount(rows, 0, 0));
    }
    return counts;
  }

  private static void checkNoneLost(
      String topic, Map<Integer, Long> records, Map<Integer, PartitionCount> judged)
      throws SQLException {
    for (var expected : records.entrySet()) {
      long found = judged.getOrDefault(expected.getKey(), PartitionCount.NONE).records();
      if (found != expected.getValue()) {
        throw new SQLException(
            "%s-%d: of %d rows to write, only %d are accounted for"
                .formatted(topic, expected.getKey(), expected.getValue(), found),
            "XX001");
      }
    }
  }
}
