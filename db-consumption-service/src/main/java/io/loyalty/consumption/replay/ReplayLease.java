package io.loyalty.consumption.replay;

import io.loyalty.consumption.warehouse.replay.ReplayProgress;
import io.loyalty.consumption.warehouse.replay.ReplayState;
import io.loyalty.consumption.warehouse.replay.ReplayTable;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right of a worker to run a replay: renewed while it runs, released at its end. */
final class ReplayLease {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayLease.class);

  private final ReplayTable table;
  private final UUID replay;
  private final UUID owner;
  private final ReplayProperties times;
  private final Clock clock;
  private final CountDownLatch stop;
  private Instant renewAt = Instant.MIN;
  private Instant measuredAt;
  private long measured;
  private double speed;
  private boolean lost;

  /** {@code stop} is released when the worker is to stop. */
  ReplayLease(
      ReplayTable table,
      UUID replay,
      UUID owner,
      ReplayProperties times,
      Clock clock,
      CountDownLatch stop) {
    this.table = table;
    this.replay = replay;
    this.owner = owner;
    this.times = times;
    this.clock = clock;
    this.stop = stop;
    this.measuredAt = clock.instant();
  }

  UUID replay() {
    return replay;
  }

  /** How far the replay is in each partition, as the warehouse has it. */
  List<ReplayProgress> partitions() {
    return table.find(replay).orElseThrow().partitions();
  }

  /** Notes that so many records were loaded. */
  void read(long records) {
    measured += records;
  }

  /** Renews it when that is due, telling what is waited for; answers whether it is still ours. */
  boolean isHeld(String reason) {
    Instant now = clock.instant();
    if (!lost && !now.isBefore(renewAt)) {
      measure(now);
      // Also after a fault, so that a database that is away is not asked without a pause.
      renewAt = now.plus(times.poll());
      lost = !table.renew(replay, owner, times.lease(), speed, reason);
    }
    return !lost;
  }

  /**
   * Waits until the limit lets more records pass; answers whether they may: not if the lease is
   * lost, or the worker is to stop.
   */
  boolean await(SpeedLimit limit, String reason) {
    while (stop.getCount() > 0 && limit.left().compareTo(Duration.ZERO) > 0) {
      if (!isHeld(reason)) {
        return false;
      }
      sit(limit.left());
    }
    return stop.getCount() > 0;
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

  /** Ends the replay. */
  void end(ReplayState state, String reason) {
    table.end(replay, owner, state, reason);
    lost = true;
  }

  /** Gives it back, so that another worker goes on at once. */
  void release() {
    if (!lost) {
      try {
        table.release(replay, owner);
      } catch (DatabaseUnavailableException e) {
        LOG.info("Replay {} goes on once its lease has expired: {}", replay, e.getMessage());
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
