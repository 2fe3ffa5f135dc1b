package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.PartitionId;
import java.util.Set;

/** The position in some partitions isn't in their logs, or no longer the same log. */
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

  /** Returns whether records that had been read are gone from the log. */
  public boolean truncated() {
    return truncated;
  }
}
