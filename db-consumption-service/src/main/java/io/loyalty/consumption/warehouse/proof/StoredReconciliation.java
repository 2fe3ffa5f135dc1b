package io.loyalty.consumption.warehouse.proof;

import java.time.Instant;
import java.util.UUID;

/**
 * Describes a reconciliation as the warehouse has it.
 *
 * @param id its id
 * @param requestedBy the name of the token that asked for it; null for the service's own schedule
 * @param scope the topics that it compares
 * @param standing how it stands
 * @param progress how far it is
 * @param result its result; null unless it is finished
 */
public record StoredReconciliation(
    UUID id, String requestedBy, Scope scope, Standing standing, Progress progress, Result result) {

  /**
   * Describes the topics that a reconciliation compares.
   *
   * @param eventType the event type; null is all of them
   * @param deep whether logs are read even where the counts balance
   */
  public record Scope(String eventType, boolean deep) {}

  /**
   * Tells how it stands.
   *
   * @param state its state
   * @param reason why it failed or was abandoned; else null
   * @param startedAt when it began
   * @param endedAt when it ended; null before
   */
  public record Standing(
      ReconciliationState state, String reason, Instant startedAt, Instant endedAt) {}

  /**
   * Tells how far it is.
   *
   * @param partitions partitions to look at
   * @param partitionsDone partitions that were looked at
   * @param records records that were read from Kafka
   */
  public record Progress(int partitions, int partitionsDone, long records) {}

  /**
   * Describes the result of a reconciliation.
   *
   * @param unaccounted records that nothing accounts for
   * @param unproven records or rows of which nothing can tell
   * @param json all of it, as a JSON object; null in lists
   */
  public record Result(long unaccounted, long unproven, String json) {}
}
