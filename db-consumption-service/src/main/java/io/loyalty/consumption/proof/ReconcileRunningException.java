package io.loyalty.consumption.proof;

import io.loyalty.consumption.warehouse.proof.StoredReconciliation;
import java.util.UUID;

/** Only one reconciliation runs at a time, and one runs; the message says which. */
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

  /** The one that runs. */
  public UUID running() {
    return running;
  }
}
