package io.loyalty.client.consumption;

import java.time.Instant;
import java.util.List;

/**
 * What a replay would do; times are null where they don't limit.
 *
 * @param dryRun always true
 * @param records offsets to read
 * @param estimatedSeconds how long it may take; null where that can't be told
 * @param estimateBasis what that is reckoned by; null where that can't be told
 * @param partitions what is to be read of each
 * @param kafkaFrom first Kafka time
 * @param kafkaTo end of Kafka time
 * @param occurredFrom first time of the events themselves
 * @param occurredTo end of their time
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

  /** What an estimate is reckoned by. */
  public enum Basis {
    /** The speed of an earlier replay. */
    MEASURED,
    /** The speed that the service is configured to expect. */
    CONFIGURED,
    /** The asked limit. */
    LIMIT
  }

  /**
   * Offsets of one partition, {@code to} not among them; the timestamps are null without records.
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
