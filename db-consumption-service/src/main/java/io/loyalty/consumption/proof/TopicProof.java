package io.loyalty.consumption.proof;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.warehouse.proof.OrderedRows;
import io.loyalty.consumption.warehouse.proof.PartitionAccount;
import io.loyalty.consumption.warehouse.proof.ProofReader;
import io.loyalty.consumption.warehouse.proof.TopicAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reconciles one topic as {@link Reconcile} describes: by counts or exactly, and then, by counts,
 * the rows of records that are no longer in any log.
 */
final class TopicProof {
  private final String topic;
  private final MappedType type;
  private final SortedMap<PartitionId, LogBounds> bounds;
  private final List<PartitionAccount> logs;
  private final Map<Integer, PartitionAccount> present;
  private final SortedMap<PartitionId, LoadedLog> loaded = new TreeMap<>();

  TopicProof(
      String topic, MappedType type, TopicAccount account, Map<PartitionId, LogBounds> bounds) {
    this.topic = topic;
    this.type = type;
    this.bounds = new TreeMap<>(bounds);
    this.logs = account.logs().stream().filter(each -> !isUnknown(each)).toList();
    this.present =
        logs.stream()
            .filter(each -> each.span().isPresent())
            .collect(Collectors.toMap(PartitionAccount::partition, Function.identity()));
    bounds.forEach(
        (id, log) -> {
          PartitionAccount at = present.get(id.partition());
          if (at != null && at.topicId().equals(log.topicId())) {
            loaded.put(id, new LoadedLog(id, log, at, Absent.of(log, at, account)));
          }
        });
  }

  List<PartitionProof> prove(boolean deep, ProofReader warehouse, ExactPass exact) {
    boolean exactly =
        deep || isShortOfRowsGone() || !loaded.values().stream().allMatch(LoadedLog::isBalanced);
    List<OffsetTally> tallies = new ArrayList<>();
    if (exactly) {
      OrderedRows rows =
          warehouse.rows(
              topic, type.table(), loaded.values().stream().map(LoadedLog::range).toList());
      tally(tallies, each -> exact.prove(type, each, rows), exact.progress());
      warehouse.closeRows();
    } else {
      tally(tallies, this::balanced, exact.progress());
    }
    present.values().stream()
        .filter(each -> !bounds.containsKey(new PartitionId(topic, each.partition())))
        .forEach(each -> tallies.add(withoutLog(each)));
    countGone(tallies);
    if (deep) {
      Map<Integer, Long> repeated = warehouse.repeated(type.table());
      tallies.forEach(each -> each.repeated(repeated.getOrDefault(each.id().partition(), 0L)));
    }
    return tallies.stream().map(each -> each.proof(type.name())).toList();
  }

  /** Adds each partition of the topic, in ascending order. */
  private void tally(
      List<OffsetTally> tallies,
      Function<LoadedLog, OffsetTally> proof,
      ReconcileProgress progress) {
    bounds.forEach(
        (id, log) -> {
          LoadedLog each = loaded.get(id);
          tallies.add(each == null ? notLoaded(id, log) : proof.apply(each));
          progress.partitionDone();
        });
  }

  /**
   * Returns whether Kafka has the log although it is no longer loaded: all its records are
   * unaccounted for.
   */
  private boolean isUnknown(PartitionAccount each) {
    LogBounds log = bounds.get(new PartitionId(topic, each.partition()));
    return log != null && log.topicId().equals(each.topicId()) && !each.span().isPresent();
  }

  private OffsetTally balanced(LoadedLog each) {
    OffsetTally tally =
        new OffsetTally(
            each.id(),
            each.log(),
            each.account().nextOffset(),
            Depth.COUNTS,
            type.table().children().isEmpty());
    tally.balanced(each.account().counts(), each.absent().lost());
    return tally;
  }

  /** Counts a log that was not loaded: of a partition that is not read, or of another topic. */
  private OffsetTally notLoaded(PartitionId id, LogBounds log) {
    OffsetTally tally = new OffsetTally(id, log, log.start(), Depth.NONE, true);
    long offsets = log.end() - log.start();
    if (present.containsKey(id.partition())) {
      // The partition is on hold until an operator decides.
      tally.unproven(offsets);
    } else {
      tally.neverLoaded(offsets);
    }
    return tally;
  }

  /** Counts a loaded partition that Kafka no longer has: only counts can be compared. */
  private OffsetTally withoutLog(PartitionAccount each) {
    LogBounds nothing = new LogBounds(each.topicId(), each.nextOffset(), each.nextOffset(), -1);
    return new OffsetTally(
        new PartitionId(topic, each.partition()),
        nothing,
        each.nextOffset(),
        Depth.COUNTS,
        type.table().children().isEmpty());
  }

  /**
   * Returns the number of rows of records that are no longer in any log, of this log or a former
   * one.
   */
  private long gone() {
    long inLogs = loaded.values().stream().mapToLong(LoadedLog::gone).sum();
    return inLogs
        + logs.stream()
            .filter(each -> loaded.values().stream().noneMatch(log -> log.account().equals(each)))
            .mapToLong(each -> each.counts().records())
            .sum();
  }

  private boolean isShortOfRowsGone() {
    return gone() > 0 && logs.stream().anyMatch(each -> each.shortfall() > 0);
  }

  /**
   * Adds missing rows that no log can show. A replay may have restored the row of one partition
   * from a record of another, so only sums are compared; if it also made other rows, not even
   * those.
   */
  private void countGone(List<OffsetTally> tallies) {
    long gone = gone();
    if (gone == 0) {
      return;
    }
    long notFound = tallies.stream().mapToLong(OffsetTally::notFound).sum();
    long tooFew =
        Math.max(
            0, logs.stream().mapToLong(each -> Math.max(0, each.shortfall())).sum() - notFound);
    long tooMany = logs.stream().mapToLong(each -> Math.max(0, -each.shortfall())).sum();
    long rowsGone = Math.min(gone, Math.max(0, tooFew - tooMany));
    long unproven = Math.min(gone, Math.min(tooFew, tooMany));
    for (OffsetTally each : tallies) {
      long here =
          logs.stream()
              .filter(log -> log.partition() == each.id().partition())
              .mapToLong(log -> Math.max(0, log.shortfall()))
              .sum();
      long of = Math.min(here, rowsGone);
      each.rowsGone(of);
      rowsGone -= of;
      long open = Math.min(here - of, unproven);
      each.unproven(open);
      unproven -= open;
    }
  }
}
