package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What it is at least by the brokers' clocks, whatever our own says. No answer of Kafka tells its
 * time, but a record that came tells when a broker took it; from then on as much has passed as a
 * timer of ours has measured, which no setting of a clock changes. Not thread-safe.
 */
final class BrokerClocks {
  /** No two timers run apart by more; NTP corrects a clock at most this fast. */
  private static final double DRIFT = 0.0005;

  private static final double NANOS_PER_MILLI = 1_000_000;

  private final LongSupplier timer;
  private final Map<PartitionId, Sighting> unassigned = new HashMap<>();
  private final Map<Integer, Sighting> brokers = new HashMap<>();

  /** {@code timer} counts nanoseconds, and never goes back. */
  BrokerClocks(LongSupplier timer) {
    this.timer = timer;
  }

  /** Describes a time of a broker's, in milliseconds since the epoch, and when we saw it. */
  private record Sighting(long millis, long nanos) {
    /** What it is by that broker at least, at a moment by our timer. */
    long at(long moment) {
      double passed = (moment - nanos) / NANOS_PER_MILLI;
      return millis + (long) Math.floor(passed - Math.abs(passed) * DRIFT);
    }

    Sighting later(Sighting other) {
      return other.at(nanos) > millis ? other : this;
    }
  }

  /** A record has come that the partition's leader took at that time. */
  void saw(PartitionId partition, long appendMillis) {
    unassigned.merge(
        partition, new Sighting(appendMillis, timer.getAsLong()), (was, now) -> now.later(was));
  }

  /** Now, by our timer. */
  long moment() {
    return timer.getAsLong();
  }

  /**
   * What it was at least by the clock of the leader of each partition at a moment by our timer;
   * nothing for a leader of which no record has come.
   */
  Map<PartitionId, Instant> atLeast(Map<PartitionId, LogBounds> logs, long moment) {
    unassigned.forEach(
        (partition, sighting) ->
            Optional.ofNullable(logs.get(partition))
                .ifPresent(log -> brokers.merge(log.leader(), sighting, Sighting::later)));
    unassigned.clear();
    Map<PartitionId, Instant> times = new HashMap<>();
    logs.forEach(
        (partition, log) ->
            Optional.ofNullable(brokers.get(log.leader()))
                .ifPresent(
                    sighting -> times.put(partition, Instant.ofEpochMilli(sighting.at(moment)))));
    return times;
  }
}
