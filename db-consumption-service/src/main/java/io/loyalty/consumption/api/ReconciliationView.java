package io.loyalty.consumption.api;

import io.loyalty.consumption.warehouse.proof.ReconciliationState;
import io.loyalty.consumption.warehouse.proof.StoredReconciliation;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds a reconciliation as openapi.yaml describes it. */
record ReconciliationView(
    UUID id,
    ReconciliationState state,
    String reason,
    String requestedBy,
    String eventType,
    boolean deep,
    Instant startedAt,
    Instant endedAt,
    int partitions,
    int partitionsDone,
    long records,
    Long unaccounted,
    Long unproven,
    JsonNode result) {

  static ReconciliationView of(StoredReconciliation stored, JsonMapper json) {
    StoredReconciliation.Standing standing = stored.standing();
    StoredReconciliation.Progress progress = stored.progress();
    StoredReconciliation.Result result = stored.result();
    return new ReconciliationView(
        stored.id(),
        standing.state(),
        standing.reason(),
        stored.requestedBy(),
        stored.scope().eventType(),
        stored.scope().deep(),
        standing.startedAt(),
        standing.endedAt(),
        progress.partitions(),
        progress.partitionsDone(),
        progress.records(),
        result == null ? null : result.unaccounted(),
        result == null ? null : result.unproven(),
        result == null || result.json() == null ? null : json.readTree(result.json()));
  }
}
