package io.loyalty.consumption.warehouse.replay;

import java.time.Instant;
import java.util.List;

/**
 * Describes the range of records that a replay reads; null means no bound.
 *
 * @param eventTypes the types, sorted
 * @param kafka the range of Kafka timestamps
 * @param offsets the range of offsets in each partition
 * @param occurred the range of the events' time of occurrence
 * @param recordsPerSecond the rate limit
 */
public record ReplayScope(
    List<String> eventTypes,
    TimeRange kafka,
    OffsetRange offsets,
    TimeRange occurred,
    Integer recordsPerSecond) {
  /** Keeps an unmodifiable copy of the list. */
  public ReplayScope {
    eventTypes = List.copyOf(eventTypes);
  }

  /** Holds a range of times, the end exclusive; either may be null. */
  public record TimeRange(Instant from, Instant to) {
    /** Returns whether either bound is set. */
    public boolean isBounded() {
      return from != null || to != null;
    }
  }

  /** Holds a range of offsets, the end exclusive; either may be null. */
  public record OffsetRange(Long from, Long to) {
    /** Returns whether either bound is set. */
    public boolean isBounded() {
      return from != null || to != null;
    }
  }
}
