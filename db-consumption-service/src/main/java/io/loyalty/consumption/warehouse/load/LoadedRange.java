package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.PartitionRange;

/**
 * Offsets of a partition that are loaded.
 *
 * @param topic the topic
 * @param range its partition and offsets
 */
public record LoadedRange(String topic, PartitionRange range) {}
