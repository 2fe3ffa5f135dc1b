package io.loyalty.consumption.proof;

import io.loyalty.consumption.warehouse.proof.ReconciliationTable;
import io.loyalty.consumption.warehouse.proof.StoredReconciliation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What can be asked of reconciliations. One runs at a time on a database, in whichever instance.
 * Thread-safe; every question may throw {@link
 * io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException}.
 */
public final class Reconciliations {
  private static final StoredReconciliation.Scope ALL = new StoredReconciliation.Scope(null, false);

  private final Reconcile reconcile;
  private final ReconciliationTable table;
  private final ReconcileRunner runner;
  private final Duration lease;

  /** Begins them in {@code table}, and has them run by {@code runner}. */
  public Reconciliations(
      Reconcile reconcile,
      ReconciliationTable table,
      ReconcileRunner runner,
      ProofProperties times) {
    this.reconcile = reconcile;
    this.table = table;
    this.runner = runner;
    this.lease = times.lease();
  }

  /**
   * Begins a reconciliation, which this instance runs.
   *
   * @throws UnknownEventTypeException when there is no such type
   * @throws ReconcileRunningException when another one runs
   */
  public StoredReconciliation start(StoredReconciliation.Scope scope, String requestedBy) {
    if (scope.eventType() != null) {
      reconcile.requireKnown(scope.eventType());
    }
    UUID id = UUID.randomUUID();
    table
        .begin(id, requestedBy, scope, lease)
        .ifPresent(
            running -> {
              throw new ReconcileRunningException(running);
            });
    runner.launch(id, scope);
    return table.find(id).orElseThrow();
  }

  /** One of them, if there is one of that id. */
  public Optional<StoredReconciliation> find(UUID id) {
    return table.find(id);
  }

  /**
   * The newest, newest first, without what they found.
   *
   * @param before only those that are older than this one; null for all
   */
  public List<StoredReconciliation> newest(int limit, UUID before) {
    return table.newest(limit, before);
  }

  /** Reconciles all topics on this thread, as scheduled; answers whether none ran already. */
  boolean runScheduled() {
    UUID id = UUID.randomUUID();
    if (table.begin(id, null, ALL, lease).isPresent()) {
      return false;
    }
    runner.run(id, ALL);
    return true;
  }
}
