package io.loyalty.stream.fraud.rule;

import io.loyalty.stream.fraud.state.EventRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.UUID;

/** Makes and reads references to events. */
final class EventRefs {
  /** Is the order in which events occurred; their ids decide between those of one moment. */
  static final Comparator<EventRef> ORDER =
      Comparator.comparingLong((EventRef event) -> at(event))
          .thenComparingLong(EventRef::getIdHigh)
          .thenComparingLong(EventRef::getIdLow);

  private static final long MICROS_IN_MILLI = 1_000;

  private EventRefs() {}

  static EventRef of(UUID id, Instant occurredAt, Instant arrivedAt, long offset) {
    return new EventRef(
        id.getMostSignificantBits(),
        id.getLeastSignificantBits(),
        micros(occurredAt),
        arrivedAt.toEpochMilli(),
        offset);
  }

  /**
   * Returns when the event occurred, in microseconds. One that claims to be of the future counts as
   * of its arrival.
   */
  static long at(EventRef event) {
    return at(event.getOccurredAt(), event.getArrivedAt());
  }

  static long at(long occurredAtMicros, long arrivedAtMillis) {
    return Math.min(occurredAtMicros, arrivedAtMillis * MICROS_IN_MILLI);
  }

  static boolean isSame(EventRef one, EventRef other) {
    return one.getIdHigh() == other.getIdHigh() && one.getIdLow() == other.getIdLow();
  }

  static UUID id(EventRef event) {
    return new UUID(event.getIdHigh(), event.getIdLow());
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
