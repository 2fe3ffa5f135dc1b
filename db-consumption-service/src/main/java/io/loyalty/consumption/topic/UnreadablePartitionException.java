package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.PartitionId;
import java.util.Set;

/** The next record of some partitions can't be read from Kafka's log: it is damaged there. */
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
