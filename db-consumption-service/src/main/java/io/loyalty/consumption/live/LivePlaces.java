package io.loyalty.consumption.live;

import io.loyalty.consumption.load.FlowProperties;
import io.loyalty.consumption.load.FlowStatus;
import io.loyalty.consumption.load.Hold;
import io.loyalty.consumption.load.LoadLoops;
import io.loyalty.consumption.load.LoadedTo;
import io.loyalty.consumption.load.Placement;
import io.loyalty.consumption.load.Places;
import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.StoredOffset;
import io.loyalty.consumption.topic.AssignmentListener;
import io.loyalty.consumption.topic.PatientLogs;
import io.loyalty.consumption.topic.ReachableLogs;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.warehouse.load.IdlePartition;
import io.loyalty.consumption.warehouse.load.PartitionStart;
import io.loyalty.consumption.warehouse.load.TableWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds the partitions that the group gives this instance, each from the stored offset on, without
 * an end. Not thread-safe.
 */
final class LivePlaces implements Places {
  private final LoadLoops with;
  private final TopicReader reader;
  private final TableWriter writer;
  private final TablePreparing tables;
  private final FlowProperties times;
  private final PatientLogs patient;
  private final Map<PartitionId, Refused> refused = new HashMap<>();

  /** A stored offset at which the partition can't be read, until a decision moves the offset. */
  private record Refused(StoredOffset stored, Hold why) {}

  private Instant noteAt = Instant.MIN;

  LivePlaces(
      LoadLoops with,
      TopicReader reader,
      TableWriter writer,
      TablePreparing tables,
      FlowProperties times) {
    this.times = times;
    this.with = with;
    this.reader = reader;
    this.writer = writer;
    this.tables = tables;
    this.patient = new PatientLogs(with.logs());
  }

  @Override
  public String name() {
    return "The load";
  }

  @Override
  public void open(AssignmentListener partitions) {
    reader.subscribe(
        with.topics().names(),
        new AssignmentListener() {
          @Override
          public void assigned(Set<PartitionId> ours) {
            partitions.assigned(ours);
          }

          @Override
          public void gone(Set<PartitionId> ours) {
            refused.keySet().removeAll(ours);
            partitions.gone(ours);
          }
        });
  }

  @Override
  public boolean goesOn(FlowStatus status) {
    return true;
  }

  @Override
  public Map<PartitionId, Placement> place(Set<PartitionId> due) {
    // The stored offsets first: a log's end that is asked for earlier can lag them.
    Map<PartitionId, StoredOffset> stored = stored(due);
    ReachableLogs logs = patient.of(due);
    Map<PartitionId, Placement> placements = new HashMap<>();
    due.forEach(id -> placements.put(id, place(id, stored.get(id), logs)));
    Map<PartitionId, Long> read = new HashMap<>();
    placements.forEach(
        (id, placement) ->
            placement.match(from -> read.put(id, from.from()), held -> {}, () -> {}));
    report(read);
    return placements;
  }

  /** Tells Kafka how far the load is, and by that whose the group is. */
  private void report(Map<PartitionId, Long> offsets) {
    if (!offsets.isEmpty()) {
      reader.report(offsets);
    }
  }

  private Placement place(PartitionId id, StoredOffset at, ReachableLogs logs) {
    LogBounds log = logs.bounds().get(id);
    if (log == null) {
      return Placement.heldWithoutLog(id, logs);
    }
    Refused before = refused.get(id);
    if (before != null && before.stored().equals(at)) {
      return new Placement.Held(before.why());
    }
    refused.remove(id);
    if (at == null) {
      // So that it is known to be loaded, also while nothing is.
      writer.begin(List.of(new PartitionStart(id, log.topicId(), log.start())));
    }
    Placement placement = StoredPlacement.of(Optional.ofNullable(at), log);
    placement.hold().ifPresent(why -> refused.put(id, new Refused(at, why)));
    return placement;
  }

  @Override
  public boolean loaded(Map<PartitionId, Long> offsets, long records) {
    report(offsets);
    return true;
  }

  /** Notes it, so that whoever places the partition holds it. */
  @Override
  public void truncated(Set<PartitionId> partitions) {
    stored(partitions).values().forEach(writer::cutOff);
  }

  /**
   * Notes what is loaded up to its end: all that the broker had taken when we began to ask for the
   * end, by the broker's clock, is loaded. Makes the partitions of the near future, too.
   */
  @Override
  public Set<PartitionId> refresh(Map<PartitionId, LoadedTo> reading) {
    Set<PartitionId> atEnd = reading.isEmpty() ? Set.of() : noteIdle(reading);
    tables.prepare(with.clock().instant());
    return atEnd;
  }

  private Set<PartitionId> noteIdle(Map<PartitionId, LoadedTo> reading) {
    long asked = reader.moment();
    ReachableLogs logs = patient.of(reading.keySet());
    logs.requireLeaders(reading.keySet());
    Map<PartitionId, LogBounds> bounds = logs.bounds();
    Set<PartitionId> atEnd =
        reading.keySet().stream()
            .filter(id -> isAtEnd(reading.get(id), bounds.get(id)))
            .collect(Collectors.toSet());
    Instant now = with.clock().instant();
    if (!now.isBefore(noteAt)) {
      noteAt = now.plus(times.idlePause(atEnd.size()));
      Map<PartitionId, Instant> through = reader.brokerTimes(bounds, asked);
      // A transaction that is open has taken records that are yet to come.
      Map<PartitionId, Long> ends = with.logs().ends(atEnd);
      writer.refresh(
          atEnd.stream()
              .filter(through::containsKey)
              .filter(id -> ends.getOrDefault(id, Long.MAX_VALUE) <= reading.get(id).offset())
              .map(id -> idle(id, reading.get(id), through.get(id)))
              .toList());
    }
    return atEnd;
  }

  private static boolean isAtEnd(LoadedTo loaded, LogBounds log) {
    return log != null
        && log.topicId().equals(loaded.log().topicId())
        && log.end() <= loaded.offset();
  }

  private static IdlePartition idle(PartitionId id, LoadedTo loaded, Instant through) {
    return new IdlePartition(id, loaded.offset(), loaded.log(), through);
  }

  private Map<PartitionId, StoredOffset> stored(Set<PartitionId> partitions) {
    return writer.offsets(topics(partitions)).stream()
        .filter(at -> partitions.contains(at.id()))
        .collect(Collectors.toMap(StoredOffset::id, Function.identity()));
  }

  private static Set<String> topics(Collection<PartitionId> partitions) {
    return partitions.stream().map(PartitionId::topic).collect(Collectors.toSet());
  }
}
