package io.loyalty.consumption.proof;

import io.loyalty.consumption.schedule.RepeatedTask;
import io.loyalty.consumption.warehouse.proof.ReconciliationState;
import io.loyalty.consumption.warehouse.proof.ReconciliationTable;
import io.loyalty.consumption.warehouse.proof.StoredReconciliation;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs one reconciliation from start to end: renews its lease, records its progress, and stores its
 * result. {@link #stop} may be called by any thread, {@link #run} by one thread only.
 */
final class ReconcilePass {
  private static final Logger LOG = LoggerFactory.getLogger(ReconcilePass.class);
  private static final int RENEWALS = 10;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final UUID id;
  private final StoredReconciliation.Scope scope;
  private final Reconcile reconcile;
  private final ReconciliationTable table;
  private final Duration lease;
  private final JsonMapper json;
  private final ReconcileProgress progress = new ReconcileProgress();

  /**
   * Creates a pass whose reconciliation is already recorded.
   *
   * @param table stores the lease, the progress and the result
   * @param lease how long the lease lasts without being renewed
   * @param json formats the result
   */
  ReconcilePass(
      UUID id,
      StoredReconciliation.Scope scope,
      Reconcile reconcile,
      ReconciliationTable table,
      Duration lease,
      JsonMapper json) {
    this.id = id;
    this.scope = scope;
    this.reconcile = reconcile;
    this.table = table;
    this.lease = lease;
    this.json = json;
  }

  /** Compares, and records the outcome. */
  void run() {
    Duration every = lease.dividedBy(RENEWALS);
    RepeatedTask renewal = new RepeatedTask("reconcile-lease", this::renew);
    renewal.start(every, every);
    try {
      Map<String, Long> before = reconcile.unaccounted();
      ReconciliationResult found =
          reconcile.run(Optional.ofNullable(scope.eventType()), scope.deep(), progress);
      tell(found, before);
      end(
          ReconciliationState.FINISHED,
          null,
          new StoredReconciliation.Result(
              found.unaccounted(), found.unproven(), json.writeValueAsString(found)));
    } catch (RuntimeException e) {
      fail(e);
    } finally {
      renewal.stop();
    }
  }

  /** Stops the pass without waiting for its end. */
  void stop() {
    progress.abandon();
    try {
      note(ReconciliationState.ABANDONED, "the instance that ran it was stopped", null);
    } catch (DatabaseUnavailableException e) {
      LOG.debug("Could not store that reconciliation {} was stopped; its lease expires", id, e);
    }
  }

  private void fail(RuntimeException fault) {
    if (Thread.interrupted()) {
      stop();
      Thread.currentThread().interrupt();
    }
    if (progress.isAbandoned()) {
      LOG.info("Reconciliation {} was abandoned", id);
    } else if (fault instanceof ProofUnavailableException) {
      LOG.info("Reconciliation {} failed: {}", id, fault.getMessage());
      end(ReconciliationState.FAILED, fault.getMessage(), null);
    } else {
      LOG.error("Unexpected error in reconciliation {}", id, fault);
      end(ReconciliationState.FAILED, "an unexpected fault; the service's log says more", null);
    }
  }

  private void renew() {
    try {
      if (!table.renew(id, lease, progress.now())) {
        progress.abandon();
      }
    } catch (DatabaseUnavailableException e) {
      LOG.debug("Could not renew the lease of reconciliation {}", id, e);
    }
  }

  /** Retries while the lease lasts; after that the reconciliation counts as abandoned. */
  private void end(ReconciliationState state, String reason, StoredReconciliation.Result result) {
    long deadline = System.nanoTime() + lease.toNanos();
    while (!progress.isAbandoned()) {
      try {
        if (!note(state, reason, result)) {
          LOG.warn("Reconciliation {} lost its lease before it ended; its result is dropped", id);
        }
        return;
      } catch (DatabaseUnavailableException e) {
        if (System.nanoTime() - deadline > 0) {
          LOG.warn("Could not store the result of reconciliation {}: {}", id, e.getMessage());
          return;
        }
        pause();
      }
    }
  }

  private boolean note(
      ReconciliationState state, String reason, StoredReconciliation.Result result) {
    return table.end(id, state, reason, progress.now(), result);
  }

  private void pause() {
    try {
      Thread.sleep(RETRY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      progress.abandon();
    }
  }

  private void tell(ReconciliationResult found, Map<String, Long> before) {
    String exactly =
        found.partitions().stream()
            .filter(each -> each.depth() == Depth.EXACT)
            .map(PartitionProof::topic)
            .distinct()
            .collect(Collectors.joining(", "));
    LOG.info(
        "Reconciled {} partitions: {} by counts, {} by reading the log{}, {} not at all; {} records unaccounted for, {} unproven",
        found.partitions().size(),
        found.partitions(Depth.COUNTS),
        found.partitions(Depth.EXACT),
        exactly.isEmpty() ? "" : " (" + exactly + ")",
        found.partitions(Depth.NONE),
        found.unaccounted(),
        found.unproven());
    found.partitions().stream()
        .filter(each -> each.reason() != null)
        .forEach(
            each ->
                LOG.warn(
                    "{} records of {}-{} could not be proven: {}",
                    each.unproven(),
                    each.topic(),
                    each.partition(),
                    each.reason()));
    reconcile
        .unaccounted()
        .forEach(
            (type, count) -> {
              if (count > 0 && !count.equals(before.get(type))) {
                LOG.warn(
                    "{} records of {} are unaccounted for; GET /reconciliations/{} lists the first",
                    count,
                    type,
                    id);
              }
            });
  }
}
