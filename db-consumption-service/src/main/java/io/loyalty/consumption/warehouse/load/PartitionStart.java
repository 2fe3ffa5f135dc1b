package io.loyalty.consumption.warehouse.load;

import java.util.UUID;

/**
 * Where the load of a partition's log begins.
 *
 * @param topic the topic
 * @param partition its partition
 * @param topicId Kafka's id of the topic
 * @param offset the first offset to load
 */
public record PartitionStart(String topic, int partition, UUID topicId, long offset) {}
