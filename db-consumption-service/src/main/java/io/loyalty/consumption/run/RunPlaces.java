package io.loyalty.consumption.run;

import io.loyalty.consumption.load.FlowStatus;
import io.loyalty.consumption.load.HoldCode;
import io.loyalty.consumption.load.LoadedTo;
import io.loyalty.consumption.load.Placement;
import io.loyalty.consumption.load.Places;
import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.topic.AssignmentListener;
import io.loyalty.consumption.topic.PatientLogs;
import io.loyalty.consumption.topic.ReachableLogs;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.warehouse.load.TableWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the partitions of a run to their ends, as long as the lease is held and as fast as the run
 * may be. Not thread-safe.
 */
public abstract class RunPlaces implements Places {
  private static final Logger LOG = LoggerFactory.getLogger(RunPlaces.class);

  private final String name;
  private final TopicReader reader;
  private final PatientLogs logs;
  private final TableWriter writer;
  private final RunLease lease;
  private final SpeedLimit limit;
  private final Set<PartitionId> open;
  private final Map<PartitionId, Reading> reading = new HashMap<>();
  private String reason;

  /** Tells where a partition ends, in which log. */
  private record Reading(UUID topicId, long end) {}

  /**
   * Reads partitions.
   *
   * @param kind what the run is, with which the sentences of the log begin
   * @param partitions the partitions that are not read to their ends yet
   */
  protected RunPlaces(
      String kind,
      Set<PartitionId> partitions,
      TopicReader reader,
      TopicLogs logs,
      TableWriter writer,
      RunLease lease,
      SpeedLimit limit) {
    this.name = "%s %s".formatted(kind, lease.run());
    this.open = new HashSet<>(partitions);
    this.reader = reader;
    this.logs = new PatientLogs(logs);
    this.writer = writer;
    this.lease = lease;
    this.limit = limit;
  }

  /**
   * Returns whether the run goes on while it holds its lease; asked before each turn.
   *
   * @param held the partitions that are on hold
   */
  protected abstract boolean goesOn(List<FlowStatus.Held> held);

  /** Decides where partitions are read; a partition whose log Kafka does not have has no bounds. */
  protected abstract Map<PartitionId, Placement> place(Set<PartitionId> due, ReachableLogs logs);

  /** Returns whether every partition has been read to its end. */
  public final boolean isDone() {
    return open.isEmpty();
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void open(AssignmentListener partitions) {
    reader.assign(open);
    partitions.assigned(Set.copyOf(open));
  }

  @Override
  public final boolean goesOn(FlowStatus status) {
    reason = status.held().stream().findFirst().map(RunPlaces::reason).orElse(null);
    if (!lease.isHeld(reason)) {
      LOG.info("{} ends here: another instance has it, or it was paused or cancelled", name);
      return false;
    }
    return goesOn(status.held());
  }

  private static String reason(FlowStatus.Held held) {
    return held.code() == HoldCode.WAITING
        ? held.reason()
        : "%s: %s".formatted(new PartitionId(held.topic(), held.partition()), held.reason());
  }

  @Override
  public final Map<PartitionId, Placement> place(Set<PartitionId> due) {
    // Opens the writer's connection.
    writer.offsets(topics(due));
    Map<PartitionId, Placement> placements = place(due, logs.of(due));
    placements.forEach(
        (id, placement) ->
            placement.match(
                read -> reading.put(id, new Reading(read.topicId(), read.span().end())),
                held -> {},
                () -> open.remove(id)));
    return placements;
  }

  /** Waits, too, until the speed limit lets more pass. */
  @Override
  public final boolean loaded(Map<PartitionId, Long> offsets, long records) {
    offsets.forEach(
        (id, to) -> {
          if (to >= reading.get(id).end()) {
            open.remove(id);
          }
        });
    lease.read(records);
    limit.passed(records);
    return lease.await(limit, reason);
  }

  /** Placing the partition finds out what is left of its log. */
  @Override
  public final void truncated(Set<PartitionId> partitions) {}

  /** A reader of no group does not say that its brokers or topics are gone: this does. */
  @Override
  public final Set<PartitionId> refresh(Map<PartitionId, LoadedTo> read) {
    ReachableLogs now = logs.of(read.keySet());
    now.requireLeaders(read.keySet());
    for (PartitionId id : read.keySet()) {
      LogBounds log = now.bounds().get(id);
      if (log == null || !log.topicId().equals(reading.get(id).topicId())) {
        throw new TopicUnavailableException(
            "Kafka has no partition %s of the log that is read again".formatted(id), null);
      }
    }
    return Set.of();
  }

  private static Set<String> topics(Collection<PartitionId> partitions) {
    return partitions.stream().map(PartitionId::topic).collect(Collectors.toSet());
  }
}
