package io.loyalty.consumption.log;

import java.util.UUID;

/**
 * Holds some offsets of one log of a partition.
 *
 * @param partition the partition
 * @param topicId Kafka's id of the topic
 * @param from the first
 * @param to the offset after the last
 */
public record LogRange(int partition, UUID topicId, long from, long to) {}
