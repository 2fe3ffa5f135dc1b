package io.loyalty.consumption.topic;

import java.util.Comparator;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition of one topic; ordered by topic, then partition.
 *
 * @param topic the topic
 * @param partition the partition
 */
public record PartitionId(String topic, int partition) implements Comparable<PartitionId> {
  private static final Comparator<PartitionId> ORDER =
      Comparator.comparing(PartitionId::topic).thenComparingInt(PartitionId::partition);

  static PartitionId of(TopicPartition partition) {
    return new PartitionId(partition.topic(), partition.partition());
  }

  TopicPartition kafka() {
    return new TopicPartition(topic, partition);
  }

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
