package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The logs of topics as Kafka has them now. Immutable.
 *
 * @param bounds the bounds of each partition whose leader answers
 * @param leaderless the partitions without a leader, or whose leader does not answer
 */
public record ReachableLogs(Map<PartitionId, LogBounds> bounds, Set<PartitionId> leaderless) {
  /** Copies both. */
  public ReachableLogs {
    bounds = Map.copyOf(bounds);
    leaderless = Set.copyOf(leaderless);
  }

  /**
   * Requires that a leader of these partitions answers, as far as Kafka has them.
   *
   * @throws LeaderlessPartitionException when none of one answers
   */
  public void requireLeaders(Collection<PartitionId> partitions) {
    List<PartitionId> lacking = partitions.stream().filter(leaderless::contains).sorted().toList();
    if (!lacking.isEmpty()) {
      throw new LeaderlessPartitionException(lacking);
    }
  }
}
