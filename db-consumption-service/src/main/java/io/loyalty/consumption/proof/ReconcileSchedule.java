package io.loyalty.consumption.proof;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Reconciles again and again, so that a loss is seen by those who asked nothing. */
public final class ReconcileSchedule implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ReconcileSchedule.class);
  private static final Duration FIRST = Duration.ofMinutes(1);

  private final Reconcile reconcile;
  private final Duration interval;
  private volatile ScheduledExecutorService thread;
  private volatile Future<?> repeated;

  /** Reconciles once per interval. */
  public ReconcileSchedule(Reconcile reconcile, ProofProperties properties) {
    this.reconcile = reconcile;
    this.interval = properties.interval();
  }

  @Override
  public void start() {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "reconcile");
              made.setDaemon(true);
              return made;
            });
    Duration first = interval.compareTo(FIRST) < 0 ? interval : FIRST;
    repeated =
        thread.scheduleWithFixedDelay(
            this::run, first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    repeated.cancel(true);
    thread.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    Future<?> running = repeated;
    return running != null && !running.isDone();
  }

  private void run() {
    try {
      Map<String, Long> before = reconcile.unaccounted();
      reconcile.run(Optional.empty(), false);
      reconcile
          .unaccounted()
          .forEach(
              (type, count) -> {
                if (count > 0 && !count.equals(before.get(type))) {
                  LOG.warn("{} records of {} are unaccounted for; see /reconcile", count, type);
                }
              });
    } catch (ProofUnavailableException e) {
      LOG.info("{}", e.getMessage());
    } catch (RuntimeException e) {
      // An executor that sees it would never run again.
      LOG.error("A reconcile ended by a fault that it does not know", e);
    }
  }
}
