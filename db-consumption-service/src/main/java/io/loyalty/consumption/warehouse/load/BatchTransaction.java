package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.PartitionDay;
import io.loyalty.consumption.batch.PartitionRange;
import io.loyalty.consumption.batch.RefusedRow;
import io.loyalty.consumption.warehouse.load.LoadTimes.Step;
import io.loyalty.consumption.warehouse.sql.SqlFault;
import io.loyalty.consumption.warehouse.sql.TableProperties;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes one batch: all offsets first, then the rows, then the ledger with the changed days.
 * Offsets and ledger take one round trip each, for any number of partitions. Topics with few rows
 * are written together; if any of their rows is refused, the transaction is rolled back and each
 * topic is written by itself. If a topic cannot be written, the transaction is rolled back and the
 * others are written again without it, because its offsets must not move. Used for one batch only.
 */
final class BatchTransaction {
  private final Connection open;
  private final TopicWriter topicWriter;
  private final TablePartitions partitions;
  private final LoadAccount account;
  private final TableProperties.Breaker breaker;
  private final LoadTimes times;
  private final Map<String, String> held = new HashMap<>();
  private final List<RefusedRow> refused = new ArrayList<>();
  private final List<PartitionResult> results = new ArrayList<>();
  private final List<RowCounts.ChangedDay> changedDays = new ArrayList<>();
  private final Map<String, Map<String, Long>> failedChecks = new HashMap<>();

  /** Takes a connection in auto-commit, and restores that mode unless an SQLException is thrown. */
  BatchTransaction(
      Connection open,
      TopicWriter topicWriter,
      TablePartitions partitions,
      LoadAccount account,
      TableProperties.Breaker breaker,
      LoadTimes times) {
    this.open = open;
    this.topicWriter = topicWriter;
    this.partitions = partitions;
    this.account = account;
    this.breaker = breaker;
    this.times = times;
  }

  /**
   * Writes the topics, those with few rows first, and otherwise in their order. Two writers with
   * rows of the same keys can lock each other out only if they count different topics as small;
   * PostgreSQL ends one of them then, which is a transient fault.
   *
   * @throws SQLException if it is transient, or concerns offsets or ledger
   * @throws RuntimeException when an unexpected fault occurs; then nothing is written
   */
  LoadOutcome write(List<TopicLoad> loads) throws SQLException {
    try {
      return writeReady(ready(loads));
    } catch (RuntimeException e) {
      rollBack();
      throw e;
    }
  }

  /** Returns the topics whose tables have the required partitions; the others are held. */
  private List<TopicLoad> ready(List<TopicLoad> loads) throws SQLException {
    List<TopicLoad> ready = new ArrayList<>();
    for (TopicLoad load : loads) {
      try {
        partitions.ensure(
            open,
            load.type().table(),
            load.batch().days().keySet().stream().map(PartitionDay::day).distinct().toList());
        ready.add(load);
      } catch (SQLException e) {
        if (SqlFault.of(e) == SqlFault.TRANSIENT) {
          throw e;
        }
        held.put(load.batch().topic(), SqlFault.describe(e));
      }
    }
    return ready;
  }

  private LoadOutcome writeReady(List<TopicLoad> loads) throws SQLException {
    List<TopicLoad> left = loads;
    boolean shares = true;
    while (true) {
      List<TopicLoad> tried = left;
      List<TopicLoad> few = shares ? topicWriter.together(open, tried) : List.of();
      open.setAutoCommit(false);
      if (!times.timed(Step.OFFSETS, () -> account.advance(open, tried))) {
        rollBack();
        return outcome(LoadOutcome.Result.STALE);
      }
      if (!writeTogether(few)) {
        undo();
        shares = false;
        continue;
      }
      left =
          writeTopics(
              tried, few.stream().map(load -> load.batch().topic()).collect(Collectors.toSet()));
      if (left.size() == tried.size()) {
        commit();
        return outcome(LoadOutcome.Result.COMMITTED);
      }
      undo();
      for (TopicLoad load : tried) {
        if (!left.contains(load)) {
          // A staging table may differ from its table after a change.
          topicWriter.forgetStaging(open, load);
        }
      }
    }
  }

  private LoadOutcome outcome(LoadOutcome.Result result) {
    List<PartitionRange> loaded = results.stream().map(PartitionResult::range).toList();
    return new LoadOutcome(result, loaded, held, List.of(), refused);
  }

  private void undo() throws SQLException {
    rollBack();
    results.clear();
    changedDays.clear();
    failedChecks.clear();
  }

  /** Writes topics with few rows; returns false if any of the rows is refused. */
  private boolean writeTogether(List<TopicLoad> few) throws SQLException {
    if (few.isEmpty()) {
      return true;
    }
    try {
      topicWriter.writeTogether(open, few);
    } catch (SQLException e) {
      if (SqlFault.of(e) == SqlFault.TRANSIENT) {
        throw e;
      }
      return false;
    }
    few.forEach(load -> keep(load, TopicWriter.allInserted(load.batch())));
    return true;
  }

  private void keep(TopicLoad load, RowCounts counts) {
    results.addAll(counts.results(load));
    changedDays.addAll(counts.changedDays(load.type().name()));
    failedChecks.put(load.type().name(), counts.failedChecks());
  }

  /** Writes the other topics; returns all that are written, and keeps their outcomes. */
  private List<TopicLoad> writeTopics(List<TopicLoad> loads, Set<String> done) throws SQLException {
    List<TopicLoad> written = new ArrayList<>();
    for (TopicLoad load : loads) {
      try {
        if (!done.contains(load.batch().topic())) {
          keep(load, topicWriter.write(open, load));
        }
        written.add(load);
      } catch (SQLException e) {
        switch (SqlFault.of(e)) {
          case TRANSIENT -> throw e;
          case BAD_RECORD -> refuse(load, e);
          case DUPLICATE, SETUP -> held.put(load.batch().topic(), SqlFault.describe(e));
        }
      }
    }
    return written;
  }

  private void commit() throws SQLException {
    times.timed(
        Step.LEDGER,
        () -> {
          LedgerTable.add(open, account.run(), results, changedDays);
          account.note(open, results);
          return null;
        });
    times.timed(
        Step.COMMIT,
        () -> {
          open.commit();
          return null;
        });
    open.setAutoCommit(true);
    failedChecks.forEach(times::failed);
  }

  private void rollBack() throws SQLException {
    if (!open.getAutoCommit()) {
      open.rollback();
      open.setAutoCommit(true);
    }
  }

  /** Lists the refused records, or holds the topic if there are too many. */
  private void refuse(TopicLoad load, SQLException fault) throws SQLException {
    String topic = load.batch().topic();
    long records = load.batch().partitions().stream().mapToLong(PartitionRange::records).sum();
    int most = breaker.most(records);
    List<RefusedRow> found = topicWriter.refused(open, load, most);
    if (found.isEmpty()) {
      held.put(topic, SqlFault.describe(fault));
    } else if (found.size() > most) {
      held.put(
          topic,
          "the database refuses more than %d of %d records (%s): see consumption.table.breaker"
              .formatted(most, records, SqlFault.describe(fault)));
    } else {
      refused.addAll(found);
    }
  }
}
