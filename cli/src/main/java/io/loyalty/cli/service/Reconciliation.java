package io.loyalty.cli.service;

import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * A comparison of the topics with the warehouse.
 *
 * @param id its id
 * @param state how it stands
 * @param reason why it has no result; else null
 * @param partitions partitions to look at
 * @param partitionsDone partitions that were looked at
 * @param records records that were read
 * @param result what it found, as {@link ConsumptionClient#result} reads it; null before its end
 */
public record Reconciliation(
    String id,
    State state,
    String reason,
    int partitions,
    int partitionsDone,
    long records,
    JsonNode result) {
  /** Requires what every reconciliation has. */
  public Reconciliation {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
  }

  /** How a reconciliation stands. */
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
