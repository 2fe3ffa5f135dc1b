package io.loyalty.consumption.warehouse.load;

/**
 * A partition whose write met a fault that nobody foresaw.
 *
 * @param topic the topic
 * @param partition the partition
 * @param reason the fault and the offsets in one sentence, without data of a record
 */
public record FaultyPartition(String topic, int partition, String reason) {}
