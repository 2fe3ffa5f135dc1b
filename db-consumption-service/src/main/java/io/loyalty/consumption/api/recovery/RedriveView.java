package io.loyalty.consumption.api.recovery;

import io.loyalty.consumption.warehouse.recovery.RedriveCounts;
import io.loyalty.consumption.warehouse.recovery.RedriveFailure;
import io.loyalty.consumption.warehouse.recovery.RedriveScope;
import io.loyalty.consumption.warehouse.recovery.StoredRedrive;
import io.loyalty.consumption.warehouse.run.RunState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds a redrive or preview as openapi.yaml describes it: neither its patch, whose values may be
 * personal data, nor its candidate schema.
 */
record RedriveView(
    UUID id,
    RunState state,
    String reason,
    boolean dryRun,
    JsonNode filter,
    UUID preview,
    boolean patched,
    String candidateType,
    int recordsPerSecond,
    String requestedBy,
    Instant createdAt,
    Instant startedAt,
    Instant endedAt,
    long deadLetters,
    long tried,
    long wouldPass,
    long wouldFail,
    long published,
    long loaded,
    long refusedAgain,
    double percent,
    double recordsPerSecondNow,
    Double secondsLeft,
    List<RedriveFailure> failures) {

  static RedriveView of(
      StoredRedrive redrive, RedriveCounts counts, List<RedriveFailure> failures, JsonMapper json) {
    RedriveScope scope = redrive.scope();
    StoredRedrive.Standing standing = redrive.standing();
    double speed = standing.state() == RunState.RUNNING ? standing.speed() : 0;
    long left = redrive.deadLetters() - counts.deadLetters();
    return new RedriveView(
        redrive.id(),
        standing.state(),
        standing.reason(),
        scope.dryRun(),
        json.readTree(scope.filter()),
        scope.preview(),
        scope.patch() != null,
        scope.candidate() == null ? null : scope.candidate().eventType(),
        scope.recordsPerSecond(),
        redrive.requestedBy(),
        standing.createdAt(),
        standing.startedAt(),
        standing.endedAt(),
        redrive.deadLetters(),
        counts.deadLetters(),
        counts.wouldPass(),
        counts.wouldFail(),
        counts.published(),
        counts.loaded(),
        counts.refusedAgain(),
        100.0 * counts.deadLetters() / redrive.deadLetters(),
        speed,
        speed > 0 ? Double.valueOf(left / speed) : null,
        failures);
  }
}
