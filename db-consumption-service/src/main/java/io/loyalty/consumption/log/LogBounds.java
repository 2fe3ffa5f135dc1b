package io.loyalty.consumption.log;

import java.util.UUID;

/**
 * What a partition's log holds now.
 *
 * @param topicId the topic's id; a topic deleted and made again has another
 * @param start the first offset still there
 * @param end the offset after the last committed record
 * @param leader the broker that takes its records; -1 where there is none
 */
public record LogBounds(UUID topicId, long start, long end, int leader) {}
