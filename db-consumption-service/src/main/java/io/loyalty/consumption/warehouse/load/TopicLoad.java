package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.TopicBatch;
import io.loyalty.consumption.log.PartitionLog;
import io.loyalty.consumption.table.MappedType;
import java.util.Map;

/**
 * Describes the part of a batch that one topic brings to the warehouse.
 *
 * @param batch rows, dead letters and offsets
 * @param type the event type of the topic
 * @param logs by partition, the log that it comes from
 */
public record TopicLoad(TopicBatch batch, MappedType type, Map<Integer, PartitionLog> logs) {
  /** Keeps an unmodifiable copy of the map. */
  public TopicLoad {
    logs = Map.copyOf(logs);
  }

  /** Returns the same with other rows. */
  TopicLoad with(TopicBatch other) {
    return new TopicLoad(other, type, logs);
  }
}
