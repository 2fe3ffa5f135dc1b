package io.loyalty.consumption.proof;

import io.loyalty.consumption.warehouse.proof.ReconciliationTable;
import io.loyalty.consumption.warehouse.proof.StoredReconciliation;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs reconciliations on its own threads, never on a request thread. A running one is abandoned at
 * a stop. Thread-safe.
 */
public final class ReconcileRunner implements SmartLifecycle {
  /** The table keeps this many requested reconciliations, and as many scheduled ones. */
  static final int KEPT = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(ReconcileRunner.class);

  private final Reconcile reconcile;
  private final ReconciliationTable table;
  private final Duration lease;
  private final JsonMapper json;
  private final Map<ReconcilePass, Thread> running = new ConcurrentHashMap<>();
  private volatile boolean stopped;
  private volatile boolean started;

  /** Records progress in {@code table}, whose pool serves nothing else. */
  public ReconcileRunner(
      Reconcile reconcile, ReconciliationTable table, ProofProperties times, JsonMapper json) {
    this.reconcile = reconcile;
    this.table = table;
    this.lease = times.lease();
    this.json = json;
  }

  @Override
  public void start() {
    started = true;
  }

  @Override
  public void stop() {
    stopped = true;
    running.forEach(
        (pass, thread) -> {
          pass.stop();
          thread.interrupt();
        });
  }

  @Override
  public boolean isRunning() {
    return started && !stopped;
  }

  /** Runs a recorded reconciliation on its own thread. */
  void launch(UUID id, StoredReconciliation.Scope scope) {
    Thread thread = new Thread(() -> run(id, scope), "reconcile-" + id);
    thread.setDaemon(true);
    thread.start();
  }

  /** Runs a recorded reconciliation on this thread. */
  void run(UUID id, StoredReconciliation.Scope scope) {
    ReconcilePass pass = new ReconcilePass(id, scope, reconcile, table, lease, json);
    running.put(pass, Thread.currentThread());
    try {
      if (stopped) {
        pass.stop();
      } else {
        pass.run();
        prune();
      }
    } finally {
      running.remove(pass);
    }
  }

  private void prune() {
    try {
      table.prune(KEPT);
    } catch (DatabaseUnavailableException e) {
      LOG.info(
          "Could not delete old reconciliations; trying again after the next one: {}",
          e.getMessage());
    }
  }
}
