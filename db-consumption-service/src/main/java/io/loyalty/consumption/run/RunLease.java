package io.loyalty.consumption.run;

import io.loyalty.consumption.warehouse.run.RunState;
import io.loyalty.consumption.warehouse.run.RunTable;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Is the right of a worker to a run: it is renewed while it works, released at its end. Only {@link
 * #whenStopped} and the worker's stop are for several threads.
 */
public final class RunLease {
  private static final Logger LOG = LoggerFactory.getLogger(RunLease.class);

  private final RunTable table;
  private final UUID run;
  private final UUID owner;
  private final RunTimes times;
  private final Clock clock;
  private final CountDownLatch stop;
  private volatile Runnable whenStopped = () -> {};
  private Instant renewAt = Instant.MIN;
  private Instant measuredAt;
  private long measured;
  private double speed;
  private boolean lost;

  /** {@code stop} is released when the worker is to stop. */
  RunLease(RunTable table, UUID run, UUID owner, RunTimes times, Clock clock, CountDownLatch stop) {
    this.table = table;
    this.run = run;
    this.owner = owner;
    this.times = times;
    this.clock = clock;
    this.stop = stop;
    this.measuredAt = clock.instant();
  }

  /** Returns the id of the run. */
  public UUID run() {
    return run;
  }

  /** Returns the worker that has the lease. */
  public UUID owner() {
    return owner;
  }

  /** Notes that so many records were worked off. */
  public void read(long records) {
    measured += records;
  }

  /** Renews it if that is due, with what is waited for; returns whether it is still ours. */
  public boolean isHeld(String reason) {
    Instant now = clock.instant();
    if (!lost && !now.isBefore(renewAt)) {
      measure(now);
      // Also after a fault, so that a database that is away is not asked without a pause.
      renewAt = now.plus(times.poll());
      lost = !table.renew(run, owner, times.lease(), speed, reason);
    }
    return !lost;
  }

  /**
   * Waits until the limit lets more records pass; returns whether they may: not if the lease is
   * lost, or the worker is to stop.
   */
  public boolean await(SpeedLimit limit, String reason) {
    while (stop.getCount() > 0 && limit.left().compareTo(Duration.ZERO) > 0) {
      if (!isHeld(reason)) {
        return false;
      }
      sit(limit.left());
    }
    return stop.getCount() > 0;
  }

  /** Waits so long, but at most for one poll; returns whether the run may go on. */
  public boolean sit(Duration time, String reason) {
    sit(time);
    return stop.getCount() > 0 && isHeld(reason);
  }

  private void sit(Duration time) {
    Duration most = time.compareTo(times.poll()) < 0 ? time : times.poll();
    try {
      if (stop.await(most.toMillis() + 1, TimeUnit.MILLISECONDS)) {
        renewAt = Instant.MIN;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  /** Calls an action when the worker is to stop; at once if it already is. */
  public void whenStopped(Runnable action) {
    whenStopped = action;
    if (isStopped()) {
      action.run();
    }
  }

  /** Returns whether the worker is to stop. */
  public boolean isStopped() {
    return stop.getCount() == 0;
  }

  void stopped() {
    whenStopped.run();
  }

  /** Ends the run. */
  public void end(RunState state, String reason) {
    table.end(run, owner, state, reason);
    lost = true;
  }

  /** Gives it back, so that another worker goes on at once. */
  void release() {
    if (!lost) {
      try {
        table.release(run, owner);
      } catch (DatabaseUnavailableException e) {
        LOG.info("The run {} goes on once its lease has expired: {}", run, e.getMessage());
      }
    }
  }

  private void measure(Instant now) {
    double seconds = Duration.between(measuredAt, now).toMillis() / 1000.0;
    if (seconds > 0) {
      double latest = measured / seconds;
      speed = speed == 0 ? latest : (speed + latest) / 2;
      measuredAt = now;
      measured = 0;
    }
  }
}
