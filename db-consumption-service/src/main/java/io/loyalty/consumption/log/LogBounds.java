package io.loyalty.consumption.log;

import java.util.UUID;

/**
 * The first and the last offset of a partition's log as Kafka has it now.
 *
 * @param topicId the topic's id; a topic deleted and made again has another
 * @param start the first offset still there
 * @param end the offset after the last committed record
 * @param leader the broker that takes its records; -1 where there is none
 */
public record LogBounds(UUID topicId, long start, long end, int leader) {}
