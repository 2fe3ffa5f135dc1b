package io.loyalty.consumption.replay;

import io.loyalty.consumption.load.FlowStatus;
import io.loyalty.consumption.load.HoldCode;
import io.loyalty.consumption.load.Placement;
import io.loyalty.consumption.load.Span;
import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.LogPosition;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.run.RunLease;
import io.loyalty.consumption.run.RunPlaces;
import io.loyalty.consumption.run.SpeedLimit;
import io.loyalty.consumption.topic.ReachableLogs;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.consumption.warehouse.replay.ReplayProgress;
import io.loyalty.consumption.warehouse.replay.ReplayTable;
import io.loyalty.consumption.warehouse.replay.StoredReplay;
import io.loyalty.consumption.warehouse.run.RunState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the partitions of a replay, each from its own offset to its own end. A partition whose log
 * is another, or was cut off, ends the replay. Not thread-safe.
 */
final class ReplayPlaces extends RunPlaces {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayPlaces.class);

  private final ReplayTable table;
  private final RunLease lease;

  ReplayPlaces(
      StoredReplay replay,
      ReplayTable table,
      TopicReader reader,
      TopicLogs logs,
      TableWriter writer,
      RunLease lease,
      SpeedLimit limit) {
    super("Replay", open(replay), reader, logs, writer, lease, limit);
    this.table = table;
    this.lease = lease;
  }

  private static Set<PartitionId> open(StoredReplay replay) {
    return replay.partitions().stream()
        .filter(each -> !each.isDone())
        .map(each -> new PartitionId(each.topic(), each.partition()))
        .collect(Collectors.toSet());
  }

  @Override
  protected boolean goesOn(List<FlowStatus.Held> held) {
    for (FlowStatus.Held each : held) {
      if (each.needsDecision()) {
        lease.end(RunState.FAILED, each.reason());
        LOG.warn("{} failed: {}", name(), each.reason());
        return false;
      }
    }
    if (isDone()) {
      lease.end(RunState.DONE, null);
      LOG.info("{} is done", name());
      return false;
    }
    return true;
  }

  @Override
  protected Map<PartitionId, Placement> place(Set<PartitionId> due, ReachableLogs logs) {
    Map<PartitionId, Placement> placements = new HashMap<>();
    for (ReplayProgress each : table.find(lease.run()).orElseThrow().partitions()) {
      PartitionId id = new PartitionId(each.topic(), each.partition());
      if (due.contains(id)) {
        placements.put(id, place(id, each, logs));
      }
    }
    return placements;
  }

  private Placement place(PartitionId id, ReplayProgress at, ReachableLogs logs) {
    if (at.isDone()) {
      return new Placement.Ended();
    }
    LogBounds log = logs.bounds().get(id);
    if (log == null) {
      return Placement.heldWithoutLog(id, logs);
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
}
