package io.loyalty.consumption.replay;

import io.loyalty.consumption.table.ReplayProgress;
import java.time.Instant;
import java.util.List;

/**
 * What a replay would read.
 *
 * @param partitions by partition
 * @param estimatedSeconds at the asked speed, or the configured one
 * @param occurredFrom the earliest time of occurrence of the partitions' first and last records;
 *     others may lie outside. Null where none was readable
 * @param occurredTo the latest of them
 */
public record ReplayEstimate(
    List<Span> partitions, double estimatedSeconds, Instant occurredFrom, Instant occurredTo) {

  /**
   * One partition.
   *
   * @param planned what is read of it
   * @param firstTimestamp when Kafka took the first record
   * @param lastTimestamp when Kafka took the last record
   */
  public record Span(ReplayProgress planned, Instant firstTimestamp, Instant lastTimestamp) {
    /** Offsets from the first to the last: no fewer than there are records. */
    public long records() {
      return planned.endOffset() - planned.fromOffset();
    }
  }

  /** Of all partitions. */
  public long records() {
    return partitions.stream().mapToLong(Span::records).sum();
  }
}
