package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.PartitionRange;
import java.util.UUID;

/** Describes the outcome of the records in a range of a partition. */
public record PartitionResult(UUID topicId, PartitionRange range, PartitionCount count) {
  /** Records that are neither rows nor were before, and were not left out. */
  public long deadLettered() {
    return range.records() - range.skipped() - count.records();
  }
}
