package io.loyalty.consumption.replay;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.StoredOffset;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.warehouse.replay.ReplayProgress;
import io.loyalty.consumption.warehouse.replay.ReplayScope;
import io.loyalty.consumption.warehouse.replay.ReplayTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Decides what a replay reads: of each partition, from where, and to where. It ends where the live
 * load is now; what comes after is the live load's. Thread-safe.
 */
public final class ReplayPlanning {
  private final EventTopics topics;
  private final TopicLogs logs;
  private final ReplayTable table;

  /** Plans by what the brokers and the warehouse have. */
  public ReplayPlanning(EventTopics topics, TopicLogs logs, ReplayTable table) {
    this.topics = topics;
    this.logs = logs;
    this.table = table;
  }

  /** What is to be read, sorted; partitions without any of it are left out. */
  record Plan(ReplayScope scope, List<ReplayProgress> partitions) {}

  /**
   * Plans.
   *
   * @throws InvalidReplayException when what is asked for can't be
   * @throws ReplayConflictException when a log is not the one that was loaded
   */
  Plan plan(ReplayRequest request) {
    Map<String, String> byType = chosen(request);
    ReplayScope scope = request.scope(byType.keySet().stream().sorted().toList());
    // The stored offsets first: a log's end that is asked for earlier can lag them.
    List<StoredOffset> loaded = table.loaded(byType.values());
    Map<PartitionId, LogBounds> bounds = logs.bounds(byType.values());
    Map<PartitionId, ReplayProgress> all = new HashMap<>();
    for (StoredOffset at : loaded) {
      PartitionId id = at.id();
      LogBounds log = checked(id, at, bounds.get(id));
      if (log.start() < at.nextOffset()) {
        all.put(
            id,
            ReplayProgress.planned(
                id.topic(), id.partition(), log.topicId(), log.start(), at.nextOffset()));
      }
    }
    List<ReplayProgress> asked = clipped(all, scope);
    if (asked.isEmpty() && !all.isEmpty()) {
      throw new InvalidReplayException(
          "the range is outside the log: of what is loaded, Kafka has %s".formatted(told(all)));
    }
    return new Plan(scope, asked);
  }

  /** The topics by type. */
  private Map<String, String> chosen(ReplayRequest request) {
    Map<String, String> byType =
        topics.names().stream().collect(Collectors.toMap(name -> topics.type(name).name(), n -> n));
    for (String type : request.eventTypes()) {
      if (!byType.containsKey(type)) {
        throw new InvalidReplayException(
            "there is no event type \"%s\"; there are %s"
                .formatted(
                    type, byType.keySet().stream().sorted().collect(Collectors.joining(", "))));
      }
    }
    boolean byOccurrence = request.occurredFrom() != null || request.occurredTo() != null;
    Map<String, String> chosen = new HashMap<>(byType);
    if (!request.eventTypes().isEmpty()) {
      chosen.keySet().retainAll(request.eventTypes());
    } else if (byOccurrence) {
      chosen.values().removeIf(this::isUndated);
    }
    if (byOccurrence && chosen.values().stream().anyMatch(this::isUndated)) {
      throw new InvalidReplayException(
          "dead letters have no time of occurrence; choose them by Kafka time (from, to)");
    }
    return chosen;
  }

  private boolean isUndated(String topic) {
    return topics.type(topic).table().partition().isEmpty();
  }

  private static LogBounds checked(PartitionId id, StoredOffset at, LogBounds log) {
    if (log == null) {
      throw new ReplayConflictException(
          "Kafka has no partition %s, of which there is load".formatted(id));
    }
    if (!log.topicId().equals(at.topicId())) {
      throw new ReplayConflictException(
          "%s was deleted and made again: its id is %s, what is loaded is of %s"
              .formatted(id.topic(), log.topicId(), at.topicId()));
    }
    if (log.end() < at.nextOffset()) {
      throw new ReplayConflictException(
          "the log of %s ends at offset %d, before the stored offset %d: it was cut off"
              .formatted(id, log.end(), at.nextOffset()));
    }
    return log;
  }

  private List<ReplayProgress> clipped(Map<PartitionId, ReplayProgress> all, ReplayScope scope) {
    Map<PartitionId, Long> from = offsets(all, scope.kafka().from(), scope.offsets().from());
    Map<PartitionId, Long> to = offsets(all, scope.kafka().to(), scope.offsets().to());
    List<ReplayProgress> clipped = new ArrayList<>();
    all.forEach(
        (id, whole) -> {
          long first = Math.max(whole.fromOffset(), from.getOrDefault(id, whole.fromOffset()));
          long end = Math.min(whole.endOffset(), to.getOrDefault(id, whole.endOffset()));
          if (first < end) {
            clipped.add(
                ReplayProgress.planned(id.topic(), id.partition(), whole.topicId(), first, end));
          }
        });
    clipped.sort(
        Comparator.comparing(ReplayProgress::topic).thenComparingInt(ReplayProgress::partition));
    return clipped;
  }

  /** Where a bound is in each partition; the end where no record is that late. */
  private Map<PartitionId, Long> offsets(
      Map<PartitionId, ReplayProgress> all, Instant time, Long offset) {
    Map<PartitionId, Long> found = new HashMap<>();
    if (time != null) {
      Map<PartitionId, Long> at = logs.offsetsAt(all.keySet(), time);
      all.forEach((id, whole) -> found.put(id, at.getOrDefault(id, whole.endOffset())));
    } else if (offset != null) {
      all.keySet().forEach(id -> found.put(id, offset));
    }
    return found;
  }

  private static String told(Map<PartitionId, ReplayProgress> all) {
    return all.values().stream()
        .sorted(
            Comparator.comparing(ReplayProgress::topic).thenComparingInt(ReplayProgress::partition))
        .limit(6)
        .map(
            each ->
                "offsets %d to %d of %s-%d"
                    .formatted(
                        each.fromOffset(), each.endOffset() - 1, each.topic(), each.partition()))
        .collect(Collectors.joining(", ", "", all.size() > 6 ? ", …" : ""));
  }
}
