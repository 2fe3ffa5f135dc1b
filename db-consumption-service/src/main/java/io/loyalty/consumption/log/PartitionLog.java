package io.loyalty.consumption.log;

import java.util.OptionalInt;
import java.util.UUID;

/**
 * Names the log that records of a partition come from.
 *
 * @param topicId the topic's id
 * @param leaderEpoch the leader epoch of the last record read, where known
 */
public record PartitionLog(UUID topicId, OptionalInt leaderEpoch) {}
