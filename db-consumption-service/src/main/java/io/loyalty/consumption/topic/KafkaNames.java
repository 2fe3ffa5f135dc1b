package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.LogPosition;
import io.loyalty.consumption.log.PartitionId;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Converts partitions and positions to the types of Kafka's client, and back. */
final class KafkaNames {
  private KafkaNames() {}

  static PartitionId id(TopicPartition partition) {
    return new PartitionId(partition.topic(), partition.partition());
  }

  static TopicPartition partition(PartitionId id) {
    return new TopicPartition(id.topic(), id.partition());
  }

  static LogPosition position(OffsetAndMetadata position) {
    return new LogPosition(
        position.offset(),
        position.leaderEpoch().map(OptionalInt::of).orElseGet(OptionalInt::empty));
  }

  static OffsetAndMetadata offset(LogPosition position) {
    Optional<Integer> epoch =
        position.leaderEpoch().isPresent()
            ? Optional.of(position.leaderEpoch().getAsInt())
            : Optional.empty();
    return new OffsetAndMetadata(position.offset(), epoch, "");
  }
}
