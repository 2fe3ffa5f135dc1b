package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.PartitionId;
import java.util.Set;

/** Signals that the next record of some partitions is damaged in Kafka's log and cannot be read. */
public final class UnreadablePartitionException extends RuntimeException {
  private final transient Set<PartitionId> partitions;

  UnreadablePartitionException(Set<PartitionId> partitions, Throwable cause) {
    super("the next record of %s can't be read: it is damaged".formatted(partitions), cause);
    this.partitions = Set.copyOf(partitions);
  }

  /** Returns the partitions; the others can be read. */
  public Set<PartitionId> partitions() {
    return partitions;
  }
}
