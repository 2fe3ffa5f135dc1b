package io.loyalty.consumption.table;

import java.util.UUID;

/**
 * What the warehouse holds of the offsets [first, nextOffset) of a partition, all as of one moment.
 *
 * @param partition the partition
 * @param topicId the id of the topic that was loaded
 * @param first the first offset ever loaded; {@code nextOffset} where none was
 * @param nextOffset the offset of the next record to load
 * @param counts how many there are of what
 */
public record PartitionAccount(
    int partition, UUID topicId, long first, long nextOffset, Counts counts) {

  /**
   * How many offsets are what. What is listed as a conflict or a dead letter and is a row too
   * counts as a row.
   *
   * @param records records that the live load read, by its ledger
   * @param rows rows of the table
   * @param duplicates duplicates, by the ledger
   * @param conflicts listed conflicts
   * @param deadLettered listed dead letters of the load
   * @param holes offsets without a record, by the ledger
   * @param givenUp offsets that somebody decided to give up
   */
  public record Counts(
      long records,
      long rows,
      long duplicates,
      long conflicts,
      long deadLettered,
      long holes,
      long givenUp) {}

  /**
   * Whether the ledger has read every offset of the range once, and each became something that is
   * still there.
   */
  public boolean isBalanced() {
    long offsets = nextOffset - first;
    return counts.records() + counts.holes() + counts.givenUp() == offsets
        && counts.rows()
                + counts.duplicates()
                + counts.conflicts()
                + counts.deadLettered()
                + counts.holes()
                + counts.givenUp()
            == offsets;
  }
}
