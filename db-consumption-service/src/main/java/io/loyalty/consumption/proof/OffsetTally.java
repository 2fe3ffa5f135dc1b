package io.loyalty.consumption.proof;

import io.loyalty.consumption.topic.LogBounds;
import io.loyalty.consumption.topic.PartitionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Counts what the records of one partition are; lists the first that are nothing. */
final class OffsetTally {
  private long records;
  private long rows;
  private long duplicates;
  private long conflicts;
  private long deadLettered;
  private long expired;
  private long lost;
  private long givenUp;
  private long takenOut;
  private long unaccounted;
  private final List<Long> missing = new ArrayList<>();

  void records(int count) {
    records += count;
  }

  void row() {
    rows++;
  }

  void others(int duplicateCount, int conflictCount, int deadLetterCount) {
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

  /** What somebody decided not to load, of what is no longer in the log. */
  void givenUp(long offsets) {
    givenUp += offsets;
  }

  /** The same, of the records that were counted. */
  void givenUpInLog(long offsets) {
    records -= offsets;
    givenUp += offsets;
    takenOut += offsets;
  }

  /** Records that were counted, and whose rows retention has dropped. */
  void expiredInLog(long offsets) {
    records -= offsets;
    expired += offsets;
    takenOut += offsets;
  }

  /** Offsets in ascending order. */
  void missing(Collection<Long> offsets) {
    unaccounted += offsets.size();
    offsets.stream().limit(PartitionProof.MOST_LISTED - missing.size()).forEach(missing::add);
  }

  /** What was counted of [logStart, behind). */
  PartitionProof proof(
      String eventType, PartitionId id, LogBounds log, long nextOffset, long behind) {
    return new PartitionProof(
        eventType,
        id.topic(),
        id.partition(),
        log.start(),
        log.end(),
        nextOffset,
        records,
        rows,
        duplicates,
        conflicts,
        deadLettered,
        Math.max(0, behind - log.start()) - records - takenOut,
        expired,
        lost,
        givenUp,
        unaccounted,
        missing);
  }
}
