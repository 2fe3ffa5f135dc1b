package io.loyalty.consumption.api;

import io.loyalty.consumption.api.LoadStatus.TopicStatus;
import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.ReachableLogs;
import io.loyalty.consumption.warehouse.status.LoadTotals;
import io.loyalty.consumption.warehouse.status.LoadTotals.Progress;
import io.loyalty.consumption.warehouse.status.LoadTotals.TopicTotal;
import java.time.Duration;
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
  private final Kafka kafka;
  private final Map<String, Long> unaccounted;

  /**
   * Holds what Kafka has.
   *
   * @param logs the logs; empty if Kafka does not respond
   * @param retentions how long Kafka keeps the records of a topic, as far as known
   * @param askedAt when it was asked
   */
  record Kafka(Optional<ReachableLogs> logs, Map<String, Duration> retentions, Instant askedAt) {}

  /** Takes the unaccounted records of reconciled event types. */
  StatusReport(
      EventTopics topics,
      Map<String, TopicTotal> totals,
      List<Progress> progress,
      Kafka kafka,
      Map<String, Long> unaccounted) {
    this.topics = topics;
    this.totals = totals;
    this.kafka = kafka;
    this.unaccounted = unaccounted;
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
        kafka.logs().flatMap(logs -> lag(topic, logs)).orElse(null),
        loadedThrough(topic),
        secondsUntilLoss(topic),
        unaccounted.get(topics.type(topic).name()));
  }

  /** Returns the time of the partition that loses records first. */
  private Double secondsUntilLoss(String topic) {
    Duration kept = kafka.retentions().get(topic);
    if (kept == null || kafka.logs().isEmpty()) {
      return null;
    }
    return kafka.logs().get().bounds().entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .filter(entry -> progress.containsKey(entry.getKey()))
        .flatMap(
            entry ->
                progress
                    .get(entry.getKey())
                    .untilLoss(entry.getValue(), kept, kafka.askedAt())
                    .stream())
        .min(Comparator.naturalOrder())
        .map(left -> left.toMillis() / 1000.0)
        .orElse(null);
  }

  /** Returns nothing where a partition's lag can't be known, so that it is never too small. */
  private Optional<Long> lag(String topic, ReachableLogs logs) {
    if (logs.leaderless().stream().anyMatch(each -> each.topic().equals(topic))) {
      return Optional.empty();
    }
    return Optional.of(
        logs.bounds().entrySet().stream()
            .filter(entry -> entry.getKey().topic().equals(topic))
            .mapToLong(entry -> lag(progress.get(entry.getKey()), entry.getValue()))
            .sum());
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
