package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.PartitionId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks for the logs of partitions again and again: one that has lost its leader is given time to
 * have another one, and is waited for no more once that was in vain. Not thread-safe.
 */
public final class PatientLogs {
  private final TopicLogs logs;
  private final Set<PartitionId> waitedInVain = new HashSet<>();

  /** Asks {@code logs}. */
  public PatientLogs(TopicLogs logs) {
    this.logs = logs;
  }

  /**
   * Returns the logs of the topics of these partitions.
   *
   * @throws TopicUnavailableException when Kafka does not answer
   */
  public ReachableLogs of(Collection<PartitionId> partitions) {
    Set<String> topics = partitions.stream().map(PartitionId::topic).collect(Collectors.toSet());
    ReachableLogs found =
        logs.reachable(topics, id -> partitions.contains(id) && !waitedInVain.contains(id));
    waitedInVain.removeAll(Set.copyOf(partitions));
    partitions.stream().filter(found.leaderless()::contains).forEach(waitedInVain::add);
    return found;
  }
}
