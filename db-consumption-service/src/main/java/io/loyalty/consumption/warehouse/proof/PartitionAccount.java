package io.loyalty.consumption.warehouse.proof;

import java.util.List;
import java.util.UUID;

/**
 * Holds the warehouse's counts of the offsets [first, nextOffset) of one log of a partition, all at
 * the same moment.
 *
 * @param partition the partition
 * @param topicId the id of the topic that was loaded
 * @param span its offsets
 * @param counts the offsets by outcome
 * @param shortfall how many rows fewer there are than the live load has made; negative where more
 * @param periods when its rows were loaded
 * @param isOnly whether the partition never had another log
 */
public record PartitionAccount(
    int partition,
    UUID topicId,
    Span span,
    Counts counts,
    long shortfall,
    List<LogPeriod> periods,
    boolean isOnly) {

  /** Keeps an unmodifiable copy of the list. */
  public PartitionAccount {
    periods = List.copyOf(periods);
  }

  /**
   * Describes the offsets of a log.
   *
   * @param isPresent whether this is the log that is being loaded; otherwise it is a former one
   * @param first the offset at which its load started
   * @param nextOffset the offset of the next record to load
   * @param cutBefore the offset before which the log was truncated, so that other records may stand
   *     there; 0 if it never was
   */
  public record Span(boolean isPresent, long first, long nextOffset, long cutBefore) {}

  /**
   * Counts offsets by outcome. An offset that is listed as a conflict or a dead letter and is a row
   * too counts as a row.
   *
   * @param records records that the live load read, by its ledger
   * @param rows rows of the table
   * @param duplicates duplicates, by the ledger
   * @param conflicts listed conflicts
   * @param deadLettered listed dead letters of the load
   * @param holes offsets without a record, by the ledger
   * @param givenUp offsets that an operator gave up
   */
  public record Counts(
      long records,
      long rows,
      long duplicates,
      long conflicts,
      long deadLettered,
      long holes,
      long givenUp) {}

  PartitionAccount asOnly(boolean only) {
    return new PartitionAccount(partition, topicId, span, counts, shortfall, periods, only);
  }

  /** Returns the offset at which its load started. */
  public long first() {
    return span.first();
  }

  /** Returns the offset of the next record to load. */
  public long nextOffset() {
    return span.nextOffset();
  }

  /**
   * Returns whether the ledger contains every offset of the range once, and each outcome still
   * exists.
   */
  public boolean isBalanced() {
    long offsets = nextOffset() - first();
    return counts.records() + counts.holes() + counts.givenUp() == offsets
        && counts.rows()
                + counts.duplicates()
                + counts.conflicts()
                + counts.deadLettered()
                + counts.holes()
                + counts.givenUp()
            == offsets;
  }

  /** Returns whether the row was made from the record at this offset of this log. */
  public boolean isRowOf(FoundRow row, long offset) {
    return row.partition() == partition
        && row.offset() == offset
        && periods.stream().anyMatch(period -> period.contains(row.loadedAt()));
  }
}
