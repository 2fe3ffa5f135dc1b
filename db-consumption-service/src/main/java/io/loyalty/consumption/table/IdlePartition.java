package io.loyalty.consumption.table;

/**
 * A partition that is loaded up to its end.
 *
 * @param topic the topic
 * @param partition its partition
 * @param nextOffset the end of its log
 * @param log its log
 */
public record IdlePartition(String topic, int partition, long nextOffset, PartitionLog log) {}
