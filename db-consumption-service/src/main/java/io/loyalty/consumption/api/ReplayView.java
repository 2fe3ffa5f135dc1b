package io.loyalty.consumption.api;

import io.loyalty.consumption.warehouse.replay.ReplayProgress;
import io.loyalty.consumption.warehouse.replay.ReplayScope;
import io.loyalty.consumption.warehouse.replay.StoredReplay;
import io.loyalty.consumption.warehouse.run.RunState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Holds a replay as openapi.yaml describes it. */
record ReplayView(
    UUID id,
    RunState state,
    String reason,
    String mode,
    List<String> eventTypes,
    Instant from,
    Instant to,
    Long fromOffset,
    Long toOffset,
    Instant occurredFrom,
    Instant occurredTo,
    Integer recordsPerSecond,
    Instant createdAt,
    Instant startedAt,
    Instant endedAt,
    long records,
    long totalRecords,
    long inserted,
    long duplicates,
    long conflicts,
    long deadLettered,
    long skipped,
    double percent,
    double recordsPerSecondNow,
    Double secondsLeft,
    List<Partition> partitions) {

  /** Holds the progress of a partition. */
  record Partition(String topic, int partition, long fromOffset, long nextOffset, long endOffset) {}

  static ReplayView of(StoredReplay replay) {
    ReplayScope scope = replay.scope();
    StoredReplay.Standing standing = replay.standing();
    ReplayProgress.Count count = replay.count();
    long left = replay.offsets() - replay.passed();
    double speed = standing.state() == RunState.RUNNING ? standing.speed() : 0;
    return new ReplayView(
        replay.id(),
        standing.state(),
        standing.reason(),
        replay.mode(),
        scope.eventTypes(),
        scope.kafka().from(),
        scope.kafka().to(),
        scope.offsets().from(),
        scope.offsets().to(),
        scope.occurred().from(),
        scope.occurred().to(),
        scope.recordsPerSecond(),
        standing.createdAt(),
        standing.startedAt(),
        standing.endedAt(),
        count.records(),
        replay.offsets(),
        count.inserted(),
        count.duplicates(),
        count.conflicts(),
        count.deadLettered(),
        count.skipped(),
        replay.offsets() == 0 ? 100 : 100.0 * replay.passed() / replay.offsets(),
        speed,
        speed > 0 ? Double.valueOf(left / speed) : null,
        replay.partitions().stream()
            .map(
                each ->
                    new Partition(
                        each.topic(),
                        each.partition(),
                        each.fromOffset(),
                        each.nextOffset(),
                        each.endOffset()))
            .toList());
  }
}
