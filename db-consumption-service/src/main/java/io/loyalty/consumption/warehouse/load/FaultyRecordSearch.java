package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.PartitionRange;
import io.loyalty.consumption.batch.RefusedRow;
import io.loyalty.consumption.batch.UnexpectedFault;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a batch, and if that meets an unexpected fault, writes it again in parts, each in a
 * transaction of its own with its offsets: topic by topic, those that throw partition by partition,
 * and those that throw half by half, up to the record that throws by itself. So all is loaded but
 * what stands at and after such records in their own partitions. Where no part throws by itself all
 * is loaded; where each does, each partition is held. For one batch.
 */
final class FaultyRecordSearch {
  private static final Logger LOG = LoggerFactory.getLogger(FaultyRecordSearch.class);

  private final Transaction transaction;
  private final List<PartitionRange> loaded = new ArrayList<>();
  private final Map<String, String> held = new HashMap<>();
  private final List<FaultyPartition> faulty = new ArrayList<>();
  private final List<RefusedRow> refused = new ArrayList<>();
  private boolean isStale;

  /** Writes loads in one transaction with their offsets, or changes nothing. */
  @FunctionalInterface
  interface Transaction {
    LoadOutcome write(List<TopicLoad> loads) throws SQLException;
  }

  FaultyRecordSearch(Transaction transaction) {
    this.transaction = transaction;
  }

  /**
   * Writes all loads that can be written.
   *
   * @throws SQLException as the transaction does; earlier parts stay written
   */
  LoadOutcome write(List<TopicLoad> loads) throws SQLException {
    try {
      return transaction.write(loads);
    } catch (RuntimeException e) {
      for (TopicLoad load : loads) {
        write(load);
      }
      if (faulty.isEmpty()) {
        LOG.warn("{}; its parts were written one by one", UnexpectedFault.reason("writing", e));
      }
    }
    return isStale
        ? new LoadOutcome(LoadOutcome.Result.STALE, List.of(), held, faulty, refused)
        : new LoadOutcome(LoadOutcome.Result.COMMITTED, loaded, held, faulty, refused);
  }

  /** Returns whether the whole load is written. */
  private boolean write(TopicLoad load) throws SQLException {
    if (isStale) {
      return false;
    }
    LoadOutcome outcome;
    try {
      outcome = transaction.write(List.of(load));
    } catch (RuntimeException e) {
      return writeParts(load, e);
    }
    isStale = outcome.result() == LoadOutcome.Result.STALE;
    loaded.addAll(outcome.loaded());
    held.putAll(outcome.held());
    refused.addAll(outcome.refused());
    return outcome.isWhole();
  }

  private boolean writeParts(TopicLoad load, RuntimeException fault) throws SQLException {
    List<TopicLoad> parts = parts(load);
    if (parts.size() == 1) {
      hold(load, fault);
      return false;
    }
    boolean isPartition = load.batch().partitions().size() == 1;
    boolean isWhole = true;
    for (TopicLoad part : parts) {
      // After a part that failed, later offsets of its partition must not be written.
      if (isWhole || !isPartition) {
        isWhole &= write(part);
      }
    }
    return isWhole;
  }

  /** Returns the load itself if it cannot be split: the fault may then be in its buffers. */
  private static List<TopicLoad> parts(TopicLoad load) {
    try {
      return LoadParts.of(load);
    } catch (RuntimeException e) {
      LOG.warn("{}", UnexpectedFault.reason("splitting the batch of " + load.batch().topic(), e));
      return List.of(load);
    }
  }

  private void hold(TopicLoad load, RuntimeException fault) {
    for (PartitionRange range : load.batch().partitions()) {
      String doing =
          range.to() - range.from() == 1
              ? "writing the record at offset " + range.from()
              : "writing offsets %d to %d".formatted(range.from(), range.to() - 1);
      faulty.add(new FaultyPartition(range.id(), UnexpectedFault.reason(doing, fault)));
    }
  }
}
