package io.loyalty.consumption.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task again and again on a daemon thread of its own, each time so long after the end of the
 * time before. A fault that it lets out is logged, and does not end it. Thread-safe.
 */
public final class RepeatedTask {
  private static final Logger LOG = LoggerFactory.getLogger(RepeatedTask.class);

  private final String name;
  private final Runnable task;
  private ScheduledExecutorService thread;
  private Future<?> repeated;

  /** One that does not run yet; {@code name} is its thread's. */
  public RepeatedTask(String name, Runnable task) {
    this.name = name;
    this.task = task;
  }

  /** Begins, once. */
  public synchronized void start(Duration first, Duration interval) {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, name);
              made.setDaemon(true);
              return made;
            });
    repeated =
        thread.scheduleWithFixedDelay(
            this::run, first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Interrupts a run, and begins no other. */
  public synchronized void stop() {
    if (thread != null) {
      repeated.cancel(true);
      thread.shutdownNow();
    }
  }

  /** Whether it was started and not stopped. */
  public synchronized boolean isRunning() {
    return repeated != null && !repeated.isDone();
  }

  private void run() {
    try {
      task.run();
    } catch (RuntimeException e) {
      // An executor that sees it would never run again.
      LOG.error("Unexpected error in the task {}; it runs again as planned", name, e);
    }
  }
}
