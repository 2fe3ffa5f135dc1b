package io.loyalty.consumption.replay;

import io.loyalty.consumption.decode.OccurrenceReading;
import io.loyalty.consumption.decode.WriterPlans;
import io.loyalty.consumption.log.LogPosition;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.replay.ReplayPlanning.Plan;
import io.loyalty.consumption.topic.Fetch;
import io.loyalty.consumption.topic.FetchedRecord;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.topic.TopicReaders;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.warehouse.replay.ReplayProgress;
import io.loyalty.consumption.warehouse.replay.ReplayScope;
import io.loyalty.consumption.warehouse.replay.ReplayTable;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Looks at the first and the last record of each partition that a replay would read. Thread-safe.
 */
public final class DryRun {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TopicReaders readers;
  private final SchemaRegistry registry;
  private final ReplayTable table;
  private final ReplayProperties times;
  private final Clock clock;

  /** Reads by {@code readers}, and takes the speed from {@code table} or {@code times}. */
  public DryRun(
      TopicReaders readers,
      SchemaRegistry registry,
      ReplayTable table,
      ReplayProperties times,
      Clock clock) {
    this.readers = readers;
    this.registry = registry;
    this.table = table;
    this.times = times;
    this.clock = clock;
  }

  ReplayEstimate estimate(Plan plan) {
    OccurrenceReading reading = new OccurrenceReading(new WriterPlans(registry));
    List<ReplayEstimate.Span> spans = new ArrayList<>();
    List<Instant> occurred = new ArrayList<>();
    try (TopicReader reader = readers.ofNoGroup("replay")) {
      for (ReplayProgress each : plan.partitions()) {
        Optional<FetchedRecord> first = first(reader, each, each.fromOffset());
        Optional<FetchedRecord> last = last(reader, each);
        first.flatMap(reading::occurredAt).ifPresent(occurred::add);
        last.flatMap(reading::occurredAt).ifPresent(occurred::add);
        spans.add(new ReplayEstimate.Span(each, timestamp(first), timestamp(last)));
      }
    }
    long records =
        plan.partitions().stream().mapToLong(each -> each.endOffset() - each.fromOffset()).sum();
    ReplayEstimate.Speed speed = speed(plan.scope());
    return new ReplayEstimate(
        spans,
        records / speed.recordsPerSecond(),
        speed.basis(),
        occurred.stream().min(Comparator.naturalOrder()).orElse(null),
        occurred.stream().max(Comparator.naturalOrder()).orElse(null));
  }

  private ReplayEstimate.Speed speed(ReplayScope scope) {
    ReplayEstimate.Speed fastest =
        table
            .measuredSpeed(scope.eventTypes())
            .map(measured -> new ReplayEstimate.Speed(measured, ReplayEstimate.Basis.MEASURED))
            .orElseGet(
                () ->
                    new ReplayEstimate.Speed(
                        times.expectedRecordsPerSecond(), ReplayEstimate.Basis.CONFIGURED));
    Integer limit = scope.recordsPerSecond();
    return limit == null || limit >= fastest.recordsPerSecond()
        ? fastest
        : new ReplayEstimate.Speed(limit, ReplayEstimate.Basis.LIMIT);
  }

  /** Steps back over holes, twice as far each time. */
  private Optional<FetchedRecord> last(TopicReader reader, ReplayProgress of) {
    for (long back = 1; ; back *= 2) {
      long from = Math.max(of.fromOffset(), of.endOffset() - back);
      Optional<FetchedRecord> found = read(reader, of, from, true);
      if (found.isPresent() || from == of.fromOffset()) {
        return found;
      }
    }
  }

  private Optional<FetchedRecord> first(TopicReader reader, ReplayProgress of, long from) {
    return read(reader, of, from, false);
  }

  /** The first or last record from an offset on, before the end. */
  private Optional<FetchedRecord> read(
      TopicReader reader, ReplayProgress of, long from, boolean last) {
    PartitionId id = new PartitionId(of.topic(), of.partition());
    reader.assign(Set.of(id));
    reader.seek(id, new LogPosition(from, OptionalInt.empty()));
    reader.resume(id);
    Instant until = clock.instant().plus(PATIENCE);
    Optional<FetchedRecord> found = Optional.empty();
    while (clock.instant().isBefore(until)) {
      for (Fetch fetch : reader.poll(Duration.ofMillis(500))) {
        for (FetchedRecord record : fetch.records()) {
          if (record.offset() < of.endOffset()) {
            found = Optional.of(record);
            if (!last) {
              return found;
            }
          }
        }
        if (fetch.next().offset() >= of.endOffset()) {
          return found;
        }
      }
    }
    throw new TopicUnavailableException("Kafka does not give the records of " + id, null);
  }

  private static Instant timestamp(Optional<FetchedRecord> record) {
    return record.map(each -> Instant.ofEpochMilli(each.timestamp())).orElse(null);
  }
}
