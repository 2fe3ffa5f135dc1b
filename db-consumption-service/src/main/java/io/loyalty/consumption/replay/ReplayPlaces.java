package io.loyalty.consumption.replay;

import io.loyalty.consumption.load.FlowStatus;
import io.loyalty.consumption.load.HoldCode;
import io.loyalty.consumption.load.LoadedTo;
import io.loyalty.consumption.load.Placement;
import io.loyalty.consumption.load.Places;
import io.loyalty.consumption.load.Span;
import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.LogPosition;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.run.RunLease;
import io.loyalty.consumption.run.SpeedLimit;
import io.loyalty.consumption.topic.AssignmentListener;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.consumption.warehouse.replay.ReplayProgress;
import io.loyalty.consumption.warehouse.replay.ReplayTable;
import io.loyalty.consumption.warehouse.replay.StoredReplay;
import io.loyalty.consumption.warehouse.run.RunState;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of a replay, each from its own offset to its own end, as long as the lease is held
 * and as fast as the replay may be. A partition whose log is another, or was cut off, ends the
 * replay. Not thread-safe.
 */
final class ReplayPlaces implements Places {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayPlaces.class);

  private final ReplayTable table;
  private final TopicReader reader;
  private final TopicLogs logs;
  private final TableWriter writer;
  private final RunLease lease;
  private final SpeedLimit limit;
  private final Map<PartitionId, ReplayProgress> all = new HashMap<>();
  private final Set<PartitionId> open = new HashSet<>();
  private String reason;

  ReplayPlaces(
      StoredReplay replay,
      ReplayTable table,
      TopicReader reader,
      TopicLogs logs,
      TableWriter writer,
      RunLease lease,
      SpeedLimit limit) {
    this.table = table;
    this.reader = reader;
    this.logs = logs;
    this.writer = writer;
    this.lease = lease;
    this.limit = limit;
    for (ReplayProgress each : replay.partitions()) {
      PartitionId id = new PartitionId(each.topic(), each.partition());
      all.put(id, each);
      if (!each.isDone()) {
        open.add(id);
      }
    }
  }

  @Override
  public String name() {
    return "Replay " + lease.run();
  }

  @Override
  public void open(AssignmentListener partitions) {
    reader.assign(open);
    partitions.assigned(Set.copyOf(open));
  }

  @Override
  public boolean goesOn(FlowStatus status) {
    reason = status.held().stream().findFirst().map(ReplayPlaces::reason).orElse(null);
    if (!lease.isHeld(reason)) {
      LOG.info("{} goes on in another instance, or is paused or cancelled", name());
      return false;
    }
    for (FlowStatus.Held each : status.held()) {
      if (each.needsDecision()) {
        lease.end(RunState.FAILED, each.reason());
        LOG.warn("{} failed: {}", name(), each.reason());
        return false;
      }
    }
    if (open.isEmpty()) {
      lease.end(RunState.DONE, null);
      LOG.info("{} is done", name());
      return false;
    }
    return true;
  }

  private static String reason(FlowStatus.Held held) {
    return held.code() == HoldCode.WAITING
        ? held.reason()
        : "%s: %s".formatted(new PartitionId(held.topic(), held.partition()), held.reason());
  }

  @Override
  public Map<PartitionId, Placement> place(Set<PartitionId> due) {
    // Opens the writer's connection.
    writer.offsets(topics(due));
    Map<PartitionId, LogBounds> bounds = logs.bounds(topics(due));
    Map<PartitionId, Placement> placements = new HashMap<>();
    for (ReplayProgress each : table.find(lease.run()).orElseThrow().partitions()) {
      PartitionId id = new PartitionId(each.topic(), each.partition());
      if (due.contains(id)) {
        placements.put(id, place(id, each, bounds.get(id)));
      }
    }
    return placements;
  }

  private Placement place(PartitionId id, ReplayProgress at, LogBounds log) {
    if (at.isDone()) {
      open.remove(id);
      return new Placement.Ended();
    }
    if (log == null) {
      return Placement.held(HoldCode.NO_SUCH_PARTITION, "Kafka has no such partition");
    }
    if (!log.topicId().equals(at.topicId())) {
      return Placement.held(HoldCode.TOPIC_MADE_AGAIN, id.topic() + " was deleted and made again");
    }
    if (log.end() < at.endOffset()) {
      return Placement.held(
          HoldCode.LOG_CUT_OFF, "the log of %s was cut off before the replay's end".formatted(id));
    }
    if (log.start() > at.nextOffset()) {
      LOG.warn(
          "{}: offsets {} to {} of {} were deleted from the log; the replay passes them",
          name(),
          at.nextOffset(),
          Math.min(log.start(), at.endOffset()) - 1,
          id);
    }
    return new Placement.Read(
        log.topicId(),
        at.nextOffset(),
        new LogPosition(Math.max(log.start(), at.nextOffset()), OptionalInt.empty()),
        Span.before(at.endOffset()));
  }

  /** Waits, too, until the speed limit lets more pass. */
  @Override
  public boolean loaded(Map<PartitionId, Long> offsets, long records) {
    offsets.forEach(
        (id, to) -> {
          if (to >= all.get(id).endOffset()) {
            open.remove(id);
          }
        });
    lease.read(records);
    limit.passed(records);
    return lease.await(limit, reason);
  }

  /** Placing the partition finds out what is left of its log. */
  @Override
  public void truncated(Set<PartitionId> partitions) {}

  /** A reader of no group does not say that its brokers or topics are gone: this does. */
  @Override
  public Set<PartitionId> refresh(Map<PartitionId, LoadedTo> reading) {
    Map<PartitionId, LogBounds> bounds = logs.bounds(topics(reading.keySet()));
    for (PartitionId id : reading.keySet()) {
      LogBounds log = bounds.get(id);
      if (log == null || !log.topicId().equals(all.get(id).topicId())) {
        throw new TopicUnavailableException(
            "Kafka has no partition %s of the log that is replayed".formatted(id), null);
      }
    }
    return Set.of();
  }

  private static Set<String> topics(Collection<PartitionId> partitions) {
    return partitions.stream().map(PartitionId::topic).collect(Collectors.toSet());
  }
}
