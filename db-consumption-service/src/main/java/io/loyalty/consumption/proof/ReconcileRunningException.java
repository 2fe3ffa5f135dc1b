package io.loyalty.consumption.proof;

import io.loyalty.consumption.warehouse.proof.StoredReconciliation;
import java.util.UUID;

/**
 * Signals that another reconciliation is running, since only one may run at a time; the message
 * names it.
 */
public final class ReconcileRunningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final UUID running;

  ReconcileRunningException(StoredReconciliation running) {
    super(
        "the reconciliation %s runs since %s, asked for by %s; wait for its end"
            .formatted(
                running.id(),
                running.standing().startedAt(),
                running.requestedBy() == null ? "the schedule" : running.requestedBy()));
    this.running = running.id();
  }

  /** Returns the id of the running reconciliation. */
  public UUID running() {
    return running;
  }
}
