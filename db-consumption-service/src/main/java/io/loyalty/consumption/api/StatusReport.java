package io.loyalty.consumption.api;

import io.loyalty.consumption.api.LoadStatus.TopicStatus;
import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.warehouse.status.LoadTotals;
import io.loyalty.consumption.warehouse.status.LoadTotals.Progress;
import io.loyalty.consumption.warehouse.status.LoadTotals.TopicTotal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reports each topic's totals and lag, from the warehouse and the brokers. */
final class StatusReport {
  private final EventTopics topics;
  private final Map<String, TopicTotal> totals;
  private final Map<PartitionId, Progress> progress = new HashMap<>();
  private final Optional<Map<PartitionId, LogBounds>> logs;

  /** Takes {@code logs}, which is empty if Kafka does not respond. */
  StatusReport(
      EventTopics topics,
      Map<String, TopicTotal> totals,
      List<Progress> progress,
      Optional<Map<PartitionId, LogBounds>> logs) {
    this.topics = topics;
    this.totals = totals;
    this.logs = logs;
    progress.forEach(each -> this.progress.put(each.id(), each));
  }

  List<TopicStatus> topics() {
    return topics.names().stream().map(this::topic).toList();
  }

  private TopicStatus topic(String topic) {
    TopicTotal total = totals.getOrDefault(topic, new LoadTotals.TopicTotal(topic, 0, 0, 0, 0, 0));
    return new TopicStatus(
        topics.type(topic).name(),
        topic,
        total.records(),
        total.inserted(),
        total.duplicates(),
        total.conflicts(),
        total.deadLettered(),
        logs.map(bounds -> lag(topic, bounds)).orElse(null),
        loadedThrough(topic));
  }

  private long lag(String topic, Map<PartitionId, LogBounds> bounds) {
    return bounds.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .mapToLong(entry -> lag(progress.get(entry.getKey()), entry.getValue()))
        .sum();
  }

  private static long lag(Progress loaded, LogBounds log) {
    long next = loaded == null ? log.start() : loaded.nextOffset();
    return Math.max(0, log.end() - next);
  }

  /** Returns the time of the slowest partition; null if a partition has none. */
  private Instant loadedThrough(String topic) {
    List<Instant> partitions =
        progress.values().stream()
            .filter(each -> each.id().topic().equals(topic))
            .map(Progress::loadedThrough)
            .toList();
    if (partitions.stream().anyMatch(Objects::isNull)) {
      return null;
    }
    return partitions.stream().min(Comparator.naturalOrder()).orElse(null);
  }
}
