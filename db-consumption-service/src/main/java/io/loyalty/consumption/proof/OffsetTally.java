package io.loyalty.consumption.proof;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.warehouse.proof.PartitionAccount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Counts the outcomes of one partition's records, and lists the first records without one. */
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

  /** Takes {@code seesChildren}, which states whether this check also reads child rows. */
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

  /** Adds counts that match. */
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

  /**
   * Adds offsets that are no longer in the log: those that were loaded and those that were lost.
   */
  void gone(long loadedOffsets, long lostOffsets) {
    expired += loadedOffsets;
    lost += lostOffsets;
    unaccounted += lostOffsets;
  }

  /** Adds offsets that an operator decided not to load and that are no longer in the log. */
  void givenUp(long offsets) {
    givenUp += offsets;
  }

  /** Adds records that an operator decided not to load and that are already counted. */
  void givenUpInLog(long offsets) {
    records -= offsets;
    givenUp += offsets;
  }

  /** Adds counted records whose rows retention has dropped. */
  void expiredInLog(long offsets) {
    records -= offsets;
    expired += offsets;
  }

  void holes(long offsets) {
    holes = offsets;
  }

  /** Adds records without a row, or without all of their child rows; offsets must be ascending. */
  void missing(Collection<Long> offsets, int withoutRow) {
    unaccounted += offsets.size();
    notFound += withoutRow;
    offsets.stream().limit(PartitionProof.MOST_LISTED - missing.size()).forEach(missing::add);
  }

  /** Adds records of a partition that was never loaded. */
  void neverLoaded(long offsets) {
    records += offsets;
    unaccounted += offsets;
  }

  /** Adds offsets that are missing in the ledger. */
  void unledgered(long offsets) {
    unledgered += offsets;
    unaccounted += offsets;
  }

  /** Adds rows that no record accounts for, out of {@code there} rows in all. */
  void rowsThere(long there, long ofOthers) {
    surplus = Math.max(0, there - rows - ofOthers);
    unaccounted += surplus;
  }

  /** Adds missing rows of records that are no longer in any log. */
  void rowsGone(long count) {
    rowsGone += count;
    unaccounted += count;
  }

  void unproven(long count) {
    unproven += count;
  }

  /** Adds counted records that could not be read; their outcome is unknown. */
  void unreadable(int count, String why) {
    records -= count;
    unproven(count, why);
  }

  /** Adds offsets that could not be checked. */
  void unproven(long offsets, String why) {
    unproven += offsets;
    if (reason == null) {
      reason = why;
    }
  }

  void repeated(long count) {
    repeated = count;
  }

  /** Returns the number of records without a row. */
  long notFound() {
    return notFound;
  }

  /** Returns the totals. */
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
