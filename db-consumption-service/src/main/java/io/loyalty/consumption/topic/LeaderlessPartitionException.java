package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.PartitionId;
import java.util.List;
import java.util.Set;

/** Signals that no leader of some partitions answers; the others can be read. */
public final class LeaderlessPartitionException extends TopicUnavailableException {
  /** What helps such a partition. */
  public static final String REMEDY = "start the brokers that have its replicas";

  private static final int SHOWN = 3;

  private final transient Set<PartitionId> partitions;

  LeaderlessPartitionException(List<PartitionId> partitions) {
    super("no leader of %s answers; %s".formatted(some(partitions), REMEDY), null);
    this.partitions = Set.copyOf(partitions);
  }

  private static String some(List<PartitionId> partitions) {
    return partitions.size() <= SHOWN
        ? partitions.toString()
        : "%s and %,d more".formatted(partitions.subList(0, SHOWN), partitions.size() - SHOWN);
  }

  /** Returns the partitions. */
  public Set<PartitionId> partitions() {
    return partitions;
  }
}
