package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Computes a lower bound of the brokers' current time, independent of this machine's clock. No
 * response of Kafka contains its time, but a record contains the time at which a broker received
 * it; the time since then is measured by a monotonic timer. Not thread-safe.
 */
final class BrokerClocks {
  /** Two timers differ by at most this rate; NTP corrects a clock at most this fast. */
  private static final double DRIFT = 0.0005;

  private static final double NANOS_PER_MILLI = 1_000_000;

  private final LongSupplier timer;
  private final Map<PartitionId, Sighting> unassigned = new HashMap<>();
  private final Map<Integer, Sighting> brokers = new HashMap<>();

  /** Takes {@code timer}, which counts nanoseconds and never goes back. */
  BrokerClocks(LongSupplier timer) {
    this.timer = timer;
  }

  /** Holds a broker's time, in milliseconds since the epoch, and the timer when we read it. */
  private record Sighting(long millis, long nanos) {
    /** Returns the lower bound of that broker's time at a moment of our timer. */
    long at(long moment) {
      double passed = (moment - nanos) / NANOS_PER_MILLI;
      return millis + (long) Math.floor(passed - Math.abs(passed) * DRIFT);
    }

    Sighting later(Sighting other) {
      return other.at(nanos) > millis ? other : this;
    }
  }

  /** Records that the partition's leader received a record at that time. */
  void saw(PartitionId partition, long appendMillis) {
    unassigned.merge(
        partition, new Sighting(appendMillis, timer.getAsLong()), (was, now) -> now.later(was));
  }

  /** Returns the current moment of our timer. */
  long moment() {
    return timer.getAsLong();
  }

  /**
   * Returns, for each partition, the lower bound of its leader's time at a moment of our timer;
   * omits leaders of which no record was read.
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
