package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.PartitionId;
import java.util.Set;

/** Receives changes of the assignment during a poll, on the polling thread. */
public interface AssignmentListener {
  /** Handles newly assigned partitions, which are paused until a seek and a resume. */
  void assigned(Set<PartitionId> partitions);

  /** Handles revoked or lost partitions; records that were read from them must not be relied on. */
  void gone(Set<PartitionId> partitions);
}
