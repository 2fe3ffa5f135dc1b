package io.loyalty.consumption.recovery;

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
import io.loyalty.consumption.warehouse.recovery.RetryItems;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records that the load refused and a redrive reads again: of each partition a list of offsets,
 * as long as the lease is held and as fast as the redrive may be. Not thread-safe.
 */
final class RetryPlaces implements Places {
  private static final Logger LOG = LoggerFactory.getLogger(RetryPlaces.class);

  private final RetryItems items;
  private final TopicReader reader;
  private final TopicLogs logs;
  private final TableWriter writer;
  private final RunLease lease;
  private final SpeedLimit limit;
  private final Set<PartitionId> open;
  private final Map<PartitionId, Reading> reading = new HashMap<>();
  private String reason;

  /** Where a partition ends, in which log. */
  private record Reading(UUID topicId, long end) {}

  RetryPlaces(
      Set<PartitionId> partitions,
      RetryItems items,
      TopicReader reader,
      TopicLogs logs,
      TableWriter writer,
      RunLease lease,
      SpeedLimit limit) {
    this.open = new HashSet<>(partitions);
    this.items = items;
    this.reader = reader;
    this.logs = logs;
    this.writer = writer;
    this.lease = lease;
    this.limit = limit;
  }

  @Override
  public String name() {
    return "Redrive " + lease.run();
  }

  /** Whether every record has been read. */
  boolean isDone() {
    return open.isEmpty();
  }

  @Override
  public void open(AssignmentListener partitions) {
    reader.assign(open);
    partitions.assigned(Set.copyOf(open));
  }

  @Override
  public boolean goesOn(FlowStatus status) {
    reason = status.held().stream().findFirst().map(RetryPlaces::reason).orElse(null);
    if (!lease.isHeld(reason)) {
      LOG.info("{} goes on in another instance, or is paused or cancelled", name());
      return false;
    }
    return !open.isEmpty();
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
    due.forEach(id -> placements.put(id, place(id, bounds.get(id))));
    return placements;
  }

  private Placement place(PartitionId id, LogBounds log) {
    if (log == null) {
      return Placement.held(HoldCode.NO_SUCH_PARTITION, "Kafka has no such partition");
    }
    long[] offsets = items.offsets(id, log);
    if (offsets.length == 0) {
      open.remove(id);
      return new Placement.Ended();
    }
    Span span = Span.of(offsets);
    reading.put(id, new Reading(log.topicId(), span.end()));
    return new Placement.Read(
        log.topicId(), offsets[0], new LogPosition(offsets[0], OptionalInt.empty()), span);
  }

  /** Waits, too, until the speed limit lets more pass. */
  @Override
  public boolean loaded(Map<PartitionId, Long> offsets, long records) {
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
  public void truncated(Set<PartitionId> partitions) {}

  /** A reader of no group does not say that its brokers or topics are gone: this does. */
  @Override
  public Set<PartitionId> refresh(Map<PartitionId, LoadedTo> read) {
    Map<PartitionId, LogBounds> bounds = logs.bounds(topics(read.keySet()));
    for (PartitionId id : read.keySet()) {
      LogBounds log = bounds.get(id);
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
