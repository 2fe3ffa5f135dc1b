package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.log.PartitionId;
import java.util.UUID;

/**
 * Describes where the load of a partition's log starts.
 *
 * @param id the partition
 * @param topicId Kafka's id of the topic
 * @param offset the first offset to load
 */
public record PartitionStart(PartitionId id, UUID topicId, long offset) {}
