package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.PartitionRange;
import java.util.UUID;

/** Holds the outcome of the records in a range of a partition. */
public record PartitionResult(UUID topicId, PartitionRange range, PartitionCount count) {
  /**
   * Returns the number of records that were neither rows, duplicates nor conflicts, and were not
   * skipped.
   */
  public long deadLettered() {
    return range.records() - range.skipped() - count.records();
  }
}
