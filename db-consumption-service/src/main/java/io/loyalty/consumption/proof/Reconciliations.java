package io.loyalty.consumption.proof;

import io.loyalty.consumption.warehouse.proof.ReconciliationTable;
import io.loyalty.consumption.warehouse.proof.StoredReconciliation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Starts and finds reconciliations. One runs at a time on a database, in any instance. Thread-safe;
 * every method may throw {@link io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException}.
 */
public final class Reconciliations {
  private static final StoredReconciliation.Scope ALL = new StoredReconciliation.Scope(null, false);

  private final Reconcile reconcile;
  private final ReconciliationTable table;
  private final ReconcileRunner runner;
  private final Duration lease;

  /** Records reconciliations in {@code table}, and runs them with {@code runner}. */
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
   * Starts a reconciliation in this instance.
   *
   * @throws UnknownEventTypeException when the event type does not exist
   * @throws ReconcileRunningException when another reconciliation is running
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

  /** Returns the reconciliation with this id, if there is one. */
  public Optional<StoredReconciliation> find(UUID id) {
    return table.find(id);
  }

  /**
   * Returns the newest reconciliations, newest first, without their results.
   *
   * @param before returns only reconciliations that are older than this one; null for all
   */
  public List<StoredReconciliation> newest(int limit, UUID before) {
    return table.newest(limit, before);
  }

  /**
   * Reconciles all topics on this thread, as scheduled; returns false if another reconciliation is
   * running.
   */
  boolean runScheduled() {
    UUID id = UUID.randomUUID();
    if (table.begin(id, null, ALL, lease).isPresent()) {
      return false;
    }
    runner.run(id, ALL);
    return true;
  }
}
