package io.loyalty.client.consumption;

import java.time.Instant;
import java.util.Objects;

/**
 * Describes a comparison of the topics with the warehouse.
 *
 * @param id its id
 * @param state whether it runs, or how it ended
 * @param reason why it has no result; else null
 * @param requestedBy the name of the token that asked for it; null for the service's schedule
 * @param eventType the event type; null for all of them
 * @param deep whether it reads the log even where the counts balance
 * @param startedAt when it began
 * @param endedAt when it ended; null before
 * @param partitions partitions to compare
 * @param partitionsDone partitions that were compared
 * @param records records that were read
 * @param unaccounted as in the result; null without one
 * @param unproven as in the result; null without one
 * @param result what it found; null before its end, and in lists
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
  /** Requires what every reconciliation has. */
  public Reconciliation {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
  }

  /** Tells whether a reconciliation runs, or how it ended. */
  public enum State {
    /** It runs in the service. */
    RUNNING,
    /** It has a result. */
    FINISHED,
    /** It has ended without one. */
    FAILED,
    /** The service that ran it was stopped, or is gone. */
    ABANDONED
  }
}
