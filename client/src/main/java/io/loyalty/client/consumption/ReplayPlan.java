package io.loyalty.client.consumption;

import java.time.Instant;
import java.util.List;

/**
 * Describes what a replay would read; a time is null if it is not limited.
 *
 * @param dryRun always true
 * @param records the number of offsets to read
 * @param estimatedSeconds the estimated duration; null if unknown
 * @param estimateBasis the basis of the estimate; null if unknown
 * @param partitions the offsets to read in each partition
 * @param kafkaFrom the first Kafka timestamp
 * @param kafkaTo the end of the Kafka timestamps, exclusive
 * @param occurredFrom the first time of occurrence
 * @param occurredTo the end of the time of occurrence, exclusive
 */
public record ReplayPlan(
    boolean dryRun,
    long records,
    Double estimatedSeconds,
    Basis estimateBasis,
    List<Partition> partitions,
    Instant kafkaFrom,
    Instant kafkaTo,
    Instant occurredFrom,
    Instant occurredTo) {
  /** Keeps an unmodifiable copy of the list, which must not be null. */
  public ReplayPlan {
    partitions = List.copyOf(partitions);
  }

  /** Lists the bases of an estimate. */
  public enum Basis {
    /** The estimate uses the rate of an earlier replay. */
    MEASURED,
    /** The estimate uses the configured rate. */
    CONFIGURED,
    /** The estimate uses the requested rate limit. */
    LIMIT
  }

  /**
   * Describes the offsets of one partition; {@code to} is exclusive, and the timestamps are null if
   * there are no records.
   */
  public record Partition(
      String topic,
      int partition,
      long from,
      long to,
      long records,
      Instant firstTimestamp,
      Instant lastTimestamp) {}
}
