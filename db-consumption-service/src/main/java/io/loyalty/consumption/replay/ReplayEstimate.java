package io.loyalty.consumption.replay;

import io.loyalty.consumption.warehouse.replay.ReplayProgress;
import java.time.Instant;
import java.util.List;

/**
 * Tells what a replay would read.
 *
 * @param partitions by partition
 * @param estimatedSeconds how long it would take
 * @param basis what that is reckoned by
 * @param occurredFrom the earliest time of occurrence of the partitions' first and last records;
 *     others may lie outside. Null where none was readable
 * @param occurredTo the latest of them
 */
public record ReplayEstimate(
    List<Span> partitions,
    double estimatedSeconds,
    Basis basis,
    Instant occurredFrom,
    Instant occurredTo) {

  /** What the time is reckoned by. */
  public enum Basis {
    /** Holds the speed of an earlier replay. */
    MEASURED,
    /** The configured speed. */
    CONFIGURED,
    /** The asked limit, which is slower. */
    LIMIT
  }

  /** How fast it would be. */
  record Speed(double recordsPerSecond, Basis basis) {}

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
