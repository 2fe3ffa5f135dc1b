package io.loyalty.consumption.proof;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.warehouse.proof.PartitionAccount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Counts what the records of one partition are; lists the first that are nothing. */
final class OffsetTally {
  private final PartitionId id;
  private final LogBounds log;
  private final long nextOffset;
  private final Depth depth;
  private final boolean seesChildren;
  private long records;
  private long rows;
  private long duplicates;
  private long conflicts;
  private long deadLettered;
  private long holes;
  private long expired;
  private long lost;
  private long givenUp;
  private long notFound;
  private long unaccounted;
  private long rowsGone;
  private long unledgered;
  private long surplus;
  private long repeated;
  private long unproven;
  private String reason;
  private final List<Long> missing = new ArrayList<>();

  /** {@code seesChildren}: whether the table has child rows only if they are looked at. */
  OffsetTally(PartitionId id, LogBounds log, long nextOffset, Depth depth, boolean seesChildren) {
    this.id = id;
    this.log = log;
    this.nextOffset = nextOffset;
    this.depth = depth;
    this.seesChildren = seesChildren;
  }

  PartitionId id() {
    return id;
  }

  /** Takes what balances as it is. */
  void balanced(PartitionAccount.Counts counts, long lostOffsets) {
    records = counts.records();
    rows = counts.rows();
    others(counts.duplicates(), counts.conflicts(), counts.deadLettered());
    holes = counts.holes();
    givenUp = counts.givenUp();
    gone(0, lostOffsets);
  }

  void records(int count) {
    records += count;
  }

  void row() {
    rows++;
  }

  void others(long duplicateCount, long conflictCount, long deadLetterCount) {
    duplicates += duplicateCount;
    conflicts += conflictCount;
    deadLettered += deadLetterCount;
  }

  /** What was loaded, and what was not, of the offsets that are no longer in the log. */
  void gone(long loadedOffsets, long lostOffsets) {
    expired += loadedOffsets;
    lost += lostOffsets;
    unaccounted += lostOffsets;
  }

  /** Offsets that an operator decided not to load and that are no longer in the log. */
  void givenUp(long offsets) {
    givenUp += offsets;
  }

  /** The same, of the records that were counted. */
  void givenUpInLog(long offsets) {
    records -= offsets;
    givenUp += offsets;
  }

  /** Records that were counted, and whose rows retention has dropped. */
  void expiredInLog(long offsets) {
    records -= offsets;
    expired += offsets;
  }

  void holes(long offsets) {
    holes = offsets;
  }

  /** Records without a row, or without all of its child rows; offsets in ascending order. */
  void missing(Collection<Long> offsets, int withoutRow) {
    unaccounted += offsets.size();
    notFound += withoutRow;
    offsets.stream().limit(PartitionProof.MOST_LISTED - missing.size()).forEach(missing::add);
  }

  /** Records of a partition of which nothing was ever loaded. */
  void neverLoaded(long offsets) {
    records += offsets;
    unaccounted += offsets;
  }

  /** Offsets that the ledger says nothing of. */
  void unledgered(long offsets) {
    unledgered += offsets;
    unaccounted += offsets;
  }

  /** Rows that no record accounts for, of {@code there} in all. */
  void rowsThere(long there, long ofOthers) {
    surplus = Math.max(0, there - rows - ofOthers);
    unaccounted += surplus;
  }

  /** Rows that were made and are gone, of records that no log has any more. */
  void rowsGone(long count) {
    rowsGone += count;
    unaccounted += count;
  }

  void unproven(long count) {
    unproven += count;
  }

  /** Records that were counted, but could not be read: what became of them is not known. */
  void unreadable(int count, String why) {
    records -= count;
    unproven(count, why);
  }

  /** Offsets that could not be looked at. */
  void unproven(long offsets, String why) {
    unproven += offsets;
    if (reason == null) {
      reason = why;
    }
  }

  void repeated(long count) {
    repeated = count;
  }

  /** Records that have no row. */
  long notFound() {
    return notFound;
  }

  /** What was counted. */
  PartitionProof proof(String eventType) {
    return new PartitionProof(
        eventType,
        id.topic(),
        id.partition(),
        depth,
        log.start(),
        log.end(),
        nextOffset,
        records,
        rows,
        duplicates,
        conflicts,
        deadLettered,
        holes,
        expired,
        lost,
        givenUp,
        rowsGone,
        unledgered,
        surplus,
        repeated,
        unproven,
        reason,
        seesChildren,
        unaccounted,
        missing);
  }
}
