package io.loyalty.consumption.recovery;

import io.loyalty.consumption.load.FlowStatus;
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
import io.loyalty.consumption.warehouse.recovery.RetryItems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Holds the records that the load refused and a redrive reads again: of each partition a list of
 * offsets. Not thread-safe.
 */
final class RetryPlaces extends RunPlaces {
  private final RetryItems items;

  RetryPlaces(
      RetryItems items,
      Set<PartitionId> partitions,
      TopicReader reader,
      TopicLogs logs,
      TableWriter writer,
      RunLease lease,
      SpeedLimit limit) {
    super("Redrive", partitions, reader, logs, writer, lease, limit);
    this.items = items;
  }

  @Override
  protected boolean goesOn(List<FlowStatus.Held> held) {
    return !isDone();
  }

  @Override
  protected Map<PartitionId, Placement> place(Set<PartitionId> due, ReachableLogs logs) {
    Map<PartitionId, Placement> placements = new HashMap<>();
    due.forEach(id -> placements.put(id, place(id, logs)));
    return placements;
  }

  private Placement place(PartitionId id, ReachableLogs logs) {
    LogBounds log = logs.bounds().get(id);
    if (log == null) {
      return Placement.heldWithoutLog(id, logs);
    }
    long[] offsets = items.offsets(id, log);
    return offsets.length == 0
        ? new Placement.Ended()
        : new Placement.Read(
            log.topicId(),
            offsets[0],
            new LogPosition(offsets[0], OptionalInt.empty()),
            Span.of(offsets));
  }
}
