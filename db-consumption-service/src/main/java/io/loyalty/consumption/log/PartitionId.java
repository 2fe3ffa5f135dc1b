package io.loyalty.consumption.log;

import java.util.Comparator;

/**
 * Names one partition of one topic; it is ordered by topic, then partition.
 *
 * @param topic the topic
 * @param partition the partition
 */
public record PartitionId(String topic, int partition) implements Comparable<PartitionId> {
  private static final Comparator<PartitionId> ORDER =
      Comparator.comparing(PartitionId::topic).thenComparingInt(PartitionId::partition);

  @Override
  public int compareTo(PartitionId other) {
    return ORDER.compare(this, other);
  }

  /** {@code topic-partition}, as Kafka's tools write it. */
  @Override
  public String toString() {
    return topic + "-" + partition;
  }
}
