package io.loyalty.consumption.load;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.topic.AssignmentListener;
import java.util.Map;
import java.util.Set;

/**
 * Tells a load which partitions it reads, from where and how far, and hears how far it is: all that
 * differs between the live load and a replay. Every method is called on the thread of the loop, and
 * may throw what the loop waits for.
 */
public interface Places {
  /** The name of the load, with which the sentences of the log begin. */
  String name();

  /** Begins to read. {@code partitions} hears which come and go, now and in each poll. */
  void open(AssignmentListener partitions);

  /**
   * Whether the load goes on; asked before each turn.
   *
   * @param status how its partitions stand
   */
  boolean goesOn(FlowStatus status);

  /** Decides where partitions are read, by what the warehouse and Kafka have now. */
  Map<PartitionId, Placement> place(Set<PartitionId> due);

  /**
   * Hears that so many records were committed, up to these offsets. Answers whether the records
   * that were read since may be written; if not, all partitions are placed again.
   */
  boolean loaded(Map<PartitionId, Long> offsets, long records);

  /** Hears that logs lost records that had been read. The partitions are placed again. */
  void truncated(Set<PartitionId> partitions);

  /**
   * Looks from time to time at the logs that are read.
   *
   * @param reading the partitions that are read, and how far they are loaded
   * @return the partitions of which nothing is left to load for now
   */
  Set<PartitionId> refresh(Map<PartitionId, LoadedTo> reading);
}
