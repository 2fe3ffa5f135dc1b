package io.loyalty.consumption.meters;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.ReachableLogs;
import io.loyalty.consumption.warehouse.status.LoadTotals.DeadLetterCount;
import io.loyalty.consumption.warehouse.status.LoadTotals.Progress;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Keeps the meters whose rows come and go: each partition's lag, and the kinds of dead letters. */
@Component
final class LagMeters {
  private static final String EVENT_TYPE = "event.type";
  private static final String SECONDS = "seconds";

  private final EventTopics topics;
  private final Clock clock;
  private final RowsGauge records;
  private final RowsGauge seconds;
  private final RowsGauge loadedThrough;
  private final RowsGauge deadLetters;
  private final RowsGauge untilLoss;

  LagMeters(EventTopics topics, MeterRegistry meters, Clock clock) {
    this.topics = topics;
    this.clock = clock;
    this.records =
        new RowsGauge(
            MultiGauge.builder("consumption.lag.records")
                .description("Records of a partition that are not loaded yet"),
            meters);
    this.seconds =
        new RowsGauge(
            MultiGauge.builder("consumption.lag")
                .description(
                    "Time since all records of the partition were loaded; 0 if all are loaded now")
                .baseUnit(SECONDS),
            meters);
    this.loadedThrough =
        new RowsGauge(
            MultiGauge.builder("consumption.loaded.through.age")
                .description(
                    "Time before which all records that Kafka took are loaded, in every partition")
                .baseUnit(SECONDS),
            meters);
    this.untilLoss =
        new RowsGauge(
            MultiGauge.builder("consumption.time.until.loss")
                .description(
                    "Time until Kafka's retention may delete records that are not loaded yet")
                .baseUnit(SECONDS),
            meters);
    this.deadLetters =
        new RowsGauge(
            MultiGauge.builder("consumption.dead.letters.open")
                .description("Open dead letters in the warehouse"),
            meters);
  }

  /**
   * Shows how far the partitions are. Of one without a leader it is unknown how many records it
   * lacks, and counts as not all loaded.
   */
  void show(List<Progress> progress, ReachableLogs logs) {
    Instant now = clock.instant();
    Map<PartitionId, Progress> loaded = new HashMap<>();
    progress.forEach(each -> loaded.put(each.id(), each));
    Map<Tags, Double> lags = new HashMap<>();
    Map<Tags, Double> times = new HashMap<>();
    Map<Tags, Double> ages = new HashMap<>();
    logs.bounds()
        .forEach(
            (id, log) -> {
              Progress at = loaded.get(id);
              long lag = Math.max(0, log.end() - (at == null ? log.start() : at.nextOffset()));
              Tags type = Tags.of(EVENT_TYPE, topics.type(id.topic()).name());
              Tags partition = type.and("partition", Integer.toString(id.partition()));
              lags.put(partition, (double) lag);
              times.put(partition, lag == 0 ? 0 : age(at, now));
              // Of several partitions the oldest counts, and one without any most: NaN is greatest.
              ages.merge(type, age(at, now), Math::max);
            });
    logs.leaderless()
        .forEach(
            id -> {
              Tags type = Tags.of(EVENT_TYPE, topics.type(id.topic()).name());
              double age = age(loaded.get(id), now);
              times.put(type.and("partition", Integer.toString(id.partition())), age);
              ages.merge(type, age, Math::max);
            });
    records.show(lags);
    seconds.show(times);
    loadedThrough.show(ages);
  }

  /**
   * Shows how long Kafka keeps what is not loaded, where there is such and it does so for a time.
   */
  void show(
      List<Progress> progress, Map<PartitionId, LogBounds> logs, Map<String, Duration> retentions) {
    Instant now = clock.instant();
    Map<Tags, Double> times = new HashMap<>();
    for (Progress at : progress) {
      PartitionId id = at.id();
      LogBounds log = logs.get(id);
      Duration kept = retentions.get(id.topic());
      if (log != null && kept != null) {
        Tags partition =
            Tags.of(
                EVENT_TYPE,
                topics.type(id.topic()).name(),
                "partition",
                Integer.toString(id.partition()));
        at.untilLoss(log, kept, now)
            .ifPresent(left -> times.put(partition, left.toMillis() / 1000.0));
      }
    }
    untilLoss.show(times);
  }

  /** Shows the dead letters. */
  void show(List<DeadLetterCount> counts) {
    // A sender may name any type; labels must not grow with what it makes up.
    List<String> known = topics.names().stream().map(topics::type).map(MappedType::name).toList();
    Map<Tags, Double> kinds = new HashMap<>();
    for (DeadLetterCount each : counts) {
      Tags kind =
          Tags.of(
              EVENT_TYPE,
              known.contains(each.eventType()) ? each.eventType() : "unknown",
              "station",
              each.station(),
              "reason",
              each.reason());
      kinds.merge(kind, (double) each.count(), Double::sum);
    }
    deadLetters.show(kinds);
  }

  /** Not a number where nothing was ever loaded. */
  private static double age(Progress at, Instant now) {
    return at == null || at.loadedThrough() == null
        ? Double.NaN
        : Math.max(0, Duration.between(at.loadedThrough(), now).toMillis() / 1000.0);
  }
}
