package io.loyalty.consumption.replay;

import io.loyalty.consumption.warehouse.replay.ReplayState;
import io.loyalty.consumption.warehouse.replay.ReplayTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A worker's hold on a replay: renewed while it lasts, given back at the end. */
final class ReplayLease {
  private final ReplayTable table;
  private final UUID replay;
  private final UUID owner;
  private final ReplayProperties times;
  private final Clock clock;
  private Instant renewAt = Instant.MIN;
  private Instant measuredAt;
  private long measured;
  private double speed;
  private boolean lost;

  ReplayLease(ReplayTable table, UUID replay, UUID owner, ReplayProperties times, Clock clock) {
    this.table = table;
    this.replay = replay;
    this.owner = owner;
    this.times = times;
    this.clock = clock;
    this.measuredAt = clock.instant();
  }

  UUID owner() {
    return owner;
  }

  /** Notes that so many records were read. */
  void read(long records) {
    measured += records;
  }

  /** Renews it when that is due, telling what is waited for; answers whether it is still ours. */
  boolean isHeld(String reason) {
    Instant now = clock.instant();
    if (!lost && !now.isBefore(renewAt)) {
      measure(now);
      lost = !table.renew(replay, owner, times.lease(), speed, reason);
      renewAt = now.plus(times.poll());
    }
    return !lost;
  }

  /** Does nothing for as long, no longer than the next renewal, and not once it is to stop. */
  void sit(Duration time, CountDownLatch stop) {
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

  /** Gives it back, for another worker to go on. */
  void release() {
    if (!lost) {
      table.release(replay, owner);
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
