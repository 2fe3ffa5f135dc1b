package io.loyalty.consumption.log;

import java.util.OptionalInt;
import java.util.UUID;

/**
 * Where the load of a partition goes on, as the warehouse has it.
 *
 * @param id the partition
 * @param topicId the id of the topic that was loaded
 * @param nextOffset the offset of the next record to load
 * @param leaderEpoch the leader epoch of the record before it, where known
 * @param decided the decisions of operators about it
 */
public record StoredOffset(
    PartitionId id, UUID topicId, long nextOffset, OptionalInt leaderEpoch, Decided decided) {
  /**
   * Holds the decisions of operators where the load of the partition goes on.
   *
   * @param times how often an operator has decided
   * @param isOpen whether it must be decided again: the log was found to be cut off
   */
  public record Decided(int times, boolean isOpen) {}
}
