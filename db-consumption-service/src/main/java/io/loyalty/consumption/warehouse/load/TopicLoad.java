package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.TopicBatch;
import io.loyalty.consumption.log.PartitionLog;
import io.loyalty.consumption.table.MappedType;
import java.util.Map;

/**
 * Holds one topic's part of a batch.
 *
 * @param batch rows, dead letters and offsets
 * @param type the event type of the topic
 * @param logs the log of each partition
 */
public record TopicLoad(TopicBatch batch, MappedType type, Map<Integer, PartitionLog> logs) {
  /** Keeps an unmodifiable copy of the map. */
  public TopicLoad {
    logs = Map.copyOf(logs);
  }

  /** Returns a copy with other rows. */
  TopicLoad with(TopicBatch other) {
    return new TopicLoad(other, type, logs);
  }
}
