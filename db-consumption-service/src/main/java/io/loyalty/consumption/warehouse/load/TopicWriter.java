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
import io.loyalty.consumption.warehouse.sql.TableProperties;
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

  /** The server writes shared rows twice, and compresses large ones on the way. */
  private static final int MOST_SHARED_BYTES = 256 << 10;

  private final StagedRows staged;
  private final SharedCopy shared;
  private final DeadLetterTable deadLetters;
  private final int sharedRows;
  private final int stagedBatches;
  private final LoadAccount account;
  private final LoadTimes times;
  private final Map<String, Integer> stagedBatchesLeft = new HashMap<>();
  private final Map<String, Boolean> mostlyKnown = new HashMap<>();

  TopicWriter(
      StagedRows staged,
      SharedCopy shared,
      DeadLetterTable deadLetters,
      TableProperties properties,
      LoadAccount account,
      LoadTimes times) {
    this.times = times;
    this.staged = staged;
    this.shared = shared;
    this.deadLetters = deadLetters;
    this.sharedRows = properties.sharedRows();
    this.stagedBatches = properties.stagedBatches();
    this.account = account;
  }

  /**
   * Returns the topics that can be written together, and prepares the connection for it, which has
   * no open transaction: several with few rows each, none of which is expected to exist. Empty if
   * there are none, or if a table is not as expected: whoever writes that topic by itself is told.
   */
  List<TopicLoad> together(Connection connection, List<TopicLoad> loads) throws SQLException {
    List<TopicLoad> few = loads.stream().filter(this::hasFewNewRows).toList();
    if (few.size() < 2) {
      return List.of();
    }
    try {
      shared.prepare(connection, few);
      return few;
    } catch (SQLException e) {
      if (SqlFault.of(e) == SqlFault.TRANSIENT) {
        throw e;
      }
      shared.drop(connection);
      return List.of();
    }
  }

  private boolean hasFewNewRows(TopicLoad load) {
    TopicBatch batch = load.batch();
    long rows = 0;
    long bytes = 0;
    for (List<CopyRows> each : List.of(batch.parents(), batch.children())) {
      rows += each.stream().mapToLong(CopyRows::rows).sum();
      bytes += each.stream().mapToLong(CopyRows::length).sum();
    }
    return rows > 0
        && rows <= sharedRows
        && bytes <= MOST_SHARED_BYTES
        && batch.refused().isEmpty()
        && stagedBatchesLeft(batch.topic()) == 0;
  }

  /**
   * Writes the rows of topics that {@link #together} returned.
   *
   * @throws SQLException if any row is refused, such as one that exists; the transaction can't go
   *     on then
   */
  void writeTogether(Connection connection, List<TopicLoad> few) throws SQLException {
    times.timed(
        Step.COPY,
        () -> {
          shared.write(connection, few);
          return null;
        });
  }

  /**
   * Writes the rows and dead letters, and counts them. A fault that does not close the connection
   * leaves the transaction unchanged.
   */
  RowCounts write(Connection connection, TopicLoad load) throws SQLException {
    if (load.batch().parents().isEmpty() && load.batch().refused().isEmpty()) {
      return RowCounts.NONE;
    }
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

  /** Drops the staging tables of the topic, so that new ones match the tables. */
  void forgetStaging(Connection connection, TopicLoad load) throws SQLException {
    staged.drop(connection, load.type().table());
    shared.drop(connection);
  }

  private RowCounts writeRows(Connection connection, TopicLoad load, Savepoint before)
      throws SQLException {
    if (load.batch().parents().isEmpty()) {
      return RowCounts.NONE;
    }
    String topic = load.batch().topic();
    int left = stagedBatchesLeft(topic);
    if (left == 0 && times.timed(Step.COPY, () -> copyDirectly(connection, load.batch(), before))) {
      return allInserted(load.batch());
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

  /** A replay expects existing rows until a batch contained only new ones. */
  private int stagedBatchesLeft(String topic) {
    return stagedBatchesLeft.getOrDefault(topic, account.merges() ? 1 : 0);
  }

  /** Returns the counts of a batch of which every row is new. */
  static RowCounts allInserted(TopicBatch batch) {
    return new RowCounts(counts(batch), RowCounts.inserted(batch), RowCounts.failedChecks(batch));
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
    copy(connection, table, rows.columns(), rows.data(), rows.length());
  }

  static void copy(
      Connection connection, String table, List<String> columns, byte[] data, int length)
      throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY %s (%s) FROM STDIN (FORMAT binary)"
                    .formatted(table, String.join(", ", columns)));
    try {
      // The server reads a whole message before its first row: with smaller messages it works while
      // we send.
      for (int from = 0; from < length; from += MESSAGE_BYTES) {
        copy.writeToCopy(data, from, Math.min(MESSAGE_BYTES, length - from));
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
