package io.loyalty.consumption.run;

import io.loyalty.consumption.warehouse.run.RunTable;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Works off the runs of one kind, one after the other, on a thread of its own; stops after the
 * batch in work. Thread-safe.
 */
public final class RunWorker implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);
  private static final long STOP_SECONDS = 25;

  private final String name;
  private final RunTable table;
  private final RunTimes times;
  private final Clock clock;
  private final Consumer<RunLease> work;
  private final UUID owner = UUID.randomUUID();
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile RunLease running;
  private volatile Thread thread;

  /**
   * Does {@code work} for each run that it can lease.
   *
   * @param name the name of its thread
   */
  public RunWorker(
      String name, RunTable table, RunTimes times, Clock clock, Consumer<RunLease> work) {
    this.name = name;
    this.table = table;
    this.times = times;
    this.clock = clock;
    this.work = work;
  }

  @Override
  public void start() {
    Thread working = new Thread(this::work, name);
    working.setDaemon(true);
    thread = working;
    working.start();
  }

  @Override
  public void stop() {
    stop.countDown();
    RunLease lease = running;
    if (lease != null) {
      lease.stopped();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("The {} did not end within {} s; its open work is rolled back", name, STOP_SECONDS);
    }
  }

  @Override
  public boolean isRunning() {
    Thread working = thread;
    return working != null && working.isAlive();
  }

  private void work() {
    while (stop.getCount() > 0) {
      try {
        Optional<UUID> claimed = table.claim(owner, times.lease());
        if (claimed.isPresent()) {
          run(claimed.get());
        } else {
          sit(times.poll());
        }
      } catch (DatabaseUnavailableException e) {
        LOG.debug("The {} can't ask the database for a run", name, e);
        sit(times.retry());
      } catch (RuntimeException | Error e) {
        // Without this thread no run would be worked off until the next start.
        LOG.error(
            "Unexpected error in the {}; its run is resumed once the lease has expired", name, e);
        sit(times.retry());
      }
    }
  }

  private void run(UUID id) {
    RunLease lease = new RunLease(table, id, owner, times, clock, stop);
    running = lease;
    try {
      work.accept(lease);
    } finally {
      running = null;
    }
    lease.release();
  }

  private void sit(Duration time) {
    try {
      if (stop.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("The {} stops", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }
}
