package io.loyalty.consumption.recovery;

import io.loyalty.consumption.warehouse.deadletters.DeadLetterFilter;
import io.loyalty.consumption.warehouse.recovery.Decision;
import io.loyalty.consumption.warehouse.recovery.DecisionTable;
import io.loyalty.consumption.warehouse.run.AuditEntry;
import java.util.UUID;

/**
 * Closes dead letters without a redrive, and opens them again. Thread-safe; every call may throw
 * {@link io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException}, and {@link
 * io.loyalty.consumption.warehouse.recovery.NothingChosenException} when nothing matches.
 */
public final class Decisions {
  private final DecisionTable table;

  /** Writes to the table. */
  public Decisions(DecisionTable table) {
    this.table = table;
  }

  /**
   * Describes a decision that was written.
   *
   * @param id its id
   * @param deadLetters the number of dead letters that it changed
   */
  public record Made(UUID id, long deadLetters) {}

  /**
   * Decides on all dead letters that match.
   *
   * @param reason the operator's sentence; null to reopen
   * @param detail the request, as a JSON object
   */
  public Made decide(
      Decision decision, DeadLetterFilter filter, String reason, String actor, String detail) {
    UUID id = UUID.randomUUID();
    AuditEntry audit = new AuditEntry(actor, "dead-letters-" + decision.outcome(), detail);
    return new Made(id, table.decide(id, decision, filter, reason, audit));
  }
}
