package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.PartitionId;
import java.util.Set;

/**
 * Signals that the position of some partitions is out of their log's range, or that the log was
 * truncated.
 */
public final class LogOutOfRangeException extends RuntimeException {
  private final transient Set<PartitionId> partitions;
  private final boolean truncated;

  LogOutOfRangeException(Set<PartitionId> partitions, boolean truncated, Throwable cause) {
    super("the position is outside the log in " + partitions, cause);
    this.partitions = Set.copyOf(partitions);
    this.truncated = truncated;
  }

  /** Returns the partitions. */
  public Set<PartitionId> partitions() {
    return partitions;
  }

  /** Returns whether records that had been read are no longer in the log. */
  public boolean truncated() {
    return truncated;
  }
}
