package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.PartitionId;
import java.util.Set;

/** Hears within a poll, on its thread, which partitions come and go. */
public interface AssignmentListener {
  /** These partitions are ours now: paused, until they are sought and resumed. */
  void assigned(Set<PartitionId> partitions);

  /** These partitions are no longer ours; what was read of them must not be counted on. */
  void gone(Set<PartitionId> partitions);
}
