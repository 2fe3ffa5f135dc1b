package io.loyalty.consumption.proof;

import io.loyalty.consumption.schedule.RepeatedTask;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reconciles periodically, so that a loss is detected without a request. Waits while another
 * reconciliation runs: each instance's metrics show its own results.
 */
public final class ReconcileSchedule implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ReconcileSchedule.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration TURN = Duration.ofSeconds(1);

  private final Reconciliations reconciliations;
  private final Duration interval;
  private final RepeatedTask task = new RepeatedTask("reconcile", this::run);

  /** Reconciles once per interval. */
  public ReconcileSchedule(Reconciliations reconciliations, ProofProperties properties) {
    this.reconciliations = reconciliations;
    this.interval = properties.interval();
  }

  @Override
  public void start() {
    task.start(interval.compareTo(FIRST) < 0 ? interval : FIRST, interval);
  }

  @Override
  public void stop() {
    task.stop();
  }

  @Override
  public boolean isRunning() {
    return task.isRunning();
  }

  private void run() {
    try {
      while (!reconciliations.runScheduled()) {
        Thread.sleep(TURN.toMillis());
      }
    } catch (DatabaseUnavailableException e) {
      LOG.info("Skipped the scheduled reconcile: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
