package io.loyalty.client.consumption;

import java.time.Instant;
import java.util.Objects;

/**
 * Describes a comparison of the topics with the warehouse.
 *
 * @param id its id
 * @param state whether it is running, or how it ended
 * @param reason why it has no result; otherwise null
 * @param requestedBy the name of the token that started it; null for the service's schedule
 * @param eventType the event type; null for all event types
 * @param deep whether it reads the log even if the counts match
 * @param startedAt when it started
 * @param endedAt when it ended; null while it is running
 * @param partitions partitions to compare
 * @param partitionsDone partitions that were compared
 * @param records records that were read
 * @param unaccounted as in the result; null without a result
 * @param unproven as in the result; null without a result
 * @param result the result; null while it is running, and in lists
 */
public record Reconciliation(
    String id,
    State state,
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
    ReconciliationResult result) {
  /** Requires the values that every reconciliation has. */
  public Reconciliation {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
  }

  /** Lists the states of a reconciliation. */
  public enum State {
    /** The reconciliation is running in the service. */
    RUNNING,
    /** The reconciliation has a result. */
    FINISHED,
    /** The reconciliation ended without a result. */
    FAILED,
    /** The service instance that ran the reconciliation was stopped or failed. */
    ABANDONED
  }
}
