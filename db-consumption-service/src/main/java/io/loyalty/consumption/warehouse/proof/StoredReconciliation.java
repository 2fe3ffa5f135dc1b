package io.loyalty.consumption.warehouse.proof;

import java.time.Instant;
import java.util.UUID;

/**
 * Describes a reconciliation as it is stored.
 *
 * @param id its id
 * @param requestedBy the name of the token that asked for it; null for the service's own schedule
 * @param scope the topics that it compares
 * @param standing its state
 * @param progress its progress
 * @param result its result; null unless it is finished
 */
public record StoredReconciliation(
    UUID id, String requestedBy, Scope scope, Standing standing, Progress progress, Result result) {

  /**
   * Selects the topics of a reconciliation.
   *
   * @param eventType the event type; null for all event types
   * @param deep whether logs are read even if the counts match
   */
  public record Scope(String eventType, boolean deep) {}

  /**
   * Describes the state of a reconciliation.
   *
   * @param state its state
   * @param reason why it failed or was abandoned; else null
   * @param startedAt when it began
   * @param endedAt when it ended; null before
   */
  public record Standing(
      ReconciliationState state, String reason, Instant startedAt, Instant endedAt) {}

  /**
   * Describes the progress of a reconciliation.
   *
   * @param partitions the partitions to check
   * @param partitionsDone the partitions that were checked
   * @param records records that were read from Kafka
   */
  public record Progress(int partitions, int partitionsDone, long records) {}

  /**
   * Holds the result of a reconciliation.
   *
   * @param unaccounted the number of unaccounted records
   * @param unproven the number of records or rows that could not be checked
   * @param json the whole result as a JSON object; null in lists
   */
  public record Result(long unaccounted, long unproven, String json) {}
}
