package io.loyalty.consumption.warehouse.replay;

import java.time.Instant;
import java.util.List;

/**
 * Describes the range of records that a replay reads; null is no bound.
 *
 * @param eventTypes the types, sorted
 * @param kafka by the time that Kafka took records
 * @param offsets by offset, in each partition
 * @param occurred by the time that events occurred
 * @param recordsPerSecond the most that it reads in a second
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

  /** From a time to before another; either may be null. */
  public record TimeRange(Instant from, Instant to) {
    /** Returns whether it bounds anything. */
    public boolean isBounded() {
      return from != null || to != null;
    }
  }

  /** From an offset to before another; either may be null. */
  public record OffsetRange(Long from, Long to) {
    /** Returns whether it bounds anything. */
    public boolean isBounded() {
      return from != null || to != null;
    }
  }
}
