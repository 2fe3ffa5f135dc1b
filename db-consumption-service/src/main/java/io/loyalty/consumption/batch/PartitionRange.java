package io.loyalty.consumption.batch;

import io.loyalty.consumption.log.PartitionId;

/**
 * Describes one partition's part of a batch; its offsets are committed with the rows.
 *
 * @param id the partition
 * @param from the offset that the batch begins at
 * @param to the consumer's position after it; not the last offset + 1, since offsets have holes
 * @param records records between the two
 * @param skipped of the records, those that a replay leaves out
 * @param lastTimestamp when the broker took the last of them, in milliseconds since the epoch; -1
 *     where there are none, or the broker's time is not known
 */
public record PartitionRange(
    PartitionId id, long from, long to, long records, long skipped, long lastTimestamp) {
  /** Returns the partition's number in its topic. */
  public int partition() {
    return id.partition();
  }
}
