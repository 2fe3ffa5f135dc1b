package io.loyalty.consumption.table;

import io.loyalty.consumption.batch.PartitionRange;
import io.loyalty.consumption.deadletter.RefusedRow;
import io.loyalty.consumption.table.LoadOutcome.HeldTopic;
import io.loyalty.consumption.table.LoadTimes.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one batch: all offsets first, then topic by topic the rows, then the ledger. Offsets and
 * ledger take one round trip each, however many partitions there are. A topic that can't be written
 * is left out, and what was written of the others is then written again: that is rare, and the
 * offsets of what is left out must not move. For one batch.
 */
final class BatchTransaction {
  private final TopicWriter topicWriter;
  private final LoadAccount account;
  private final TableProperties properties;
  private final LoadTimes times;
  private final Map<String, HeldTopic> held = new HashMap<>();
  private final List<RefusedRow> refused = new ArrayList<>();

  BatchTransaction(
      TopicWriter topicWriter, LoadAccount account, TableProperties properties, LoadTimes times) {
    this.topicWriter = topicWriter;
    this.account = account;
    this.properties = properties;
    this.times = times;
  }

  /**
   * Writes the topics, in their order: where all writers have the same one, none of them ever waits
   * for another that waits for it.
   *
   * @param open in auto-commit, and so again unless a fault is thrown
   * @param unready topics that are held already, with the reason
   * @throws SQLException of the transient kind, or of the bookkeeping
   */
  LoadOutcome write(Connection open, List<TopicLoad> loads, Map<String, HeldTopic> unready)
      throws SQLException {
    held.putAll(unready);
    List<TopicLoad> left = loads;
    List<PartitionResult> results = new ArrayList<>();
    while (true) {
      List<TopicLoad> tried = left;
      open.setAutoCommit(false);
      if (!times.timed(Step.OFFSETS, () -> account.advance(open, tried))) {
        rollBack(open);
        return new LoadOutcome(LoadOutcome.Result.STALE, held, refused);
      }
      left = writeTopics(open, tried, results);
      if (left.size() == tried.size()) {
        commit(open, results);
        return new LoadOutcome(LoadOutcome.Result.COMMITTED, held, refused);
      }
      rollBack(open);
      results.clear();
      for (TopicLoad load : tried) {
        if (!left.contains(load)) {
          // A staging table may be no longer like its table.
          topicWriter.forgetStaging(open, load);
        }
      }
    }
  }

  /** Those that are written; what became of them is added to the results. */
  private List<TopicLoad> writeTopics(
      Connection open, List<TopicLoad> loads, List<PartitionResult> results) throws SQLException {
    List<TopicLoad> written = new ArrayList<>();
    for (TopicLoad load : loads) {
      try {
        results.addAll(topicWriter.write(open, load));
        written.add(load);
      } catch (SQLException e) {
        switch (SqlFault.of(e)) {
          case TRANSIENT -> throw e;
          case BAD_RECORD -> refuse(open, load, e);
          case DUPLICATE, SETUP ->
              held.put(load.batch().topic(), HeldTopic.ofTable(SqlFault.describe(e)));
        }
      } catch (RuntimeException e) {
        held.put(load.batch().topic(), HeldTopic.unexpected(e));
      }
    }
    return written;
  }

  private void commit(Connection open, List<PartitionResult> results) throws SQLException {
    times.timed(
        Step.LEDGER,
        () -> {
          LedgerTable.add(open, account.run(), results);
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
  }

  private static void rollBack(Connection open) throws SQLException {
    open.rollback();
    open.setAutoCommit(true);
  }

  /** Names the records that are refused, or holds the topic where they are too many. */
  private void refuse(Connection open, TopicLoad load, SQLException fault) throws SQLException {
    String topic = load.batch().topic();
    long records = load.batch().partitions().stream().mapToLong(PartitionRange::records).sum();
    int most = properties.breaker().most(records);
    List<RefusedRow> found = topicWriter.refused(open, load, most);
    if (found.isEmpty()) {
      held.put(topic, HeldTopic.ofTable(SqlFault.describe(fault)));
    } else if (found.size() > most) {
      held.put(
          topic,
          HeldTopic.ofTable(
              "the database refuses more than %d of %d records (%s): see consumption.table.breaker"
                  .formatted(most, records, SqlFault.describe(fault))));
    } else {
      refused.addAll(found);
    }
  }
}
