package io.loyalty.consumption.flow;

import io.loyalty.consumption.table.StoredOffset;
import io.loyalty.consumption.topic.LogBounds;
import io.loyalty.consumption.topic.LogPosition;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the load of a partition goes on: at the stored offset, at the log's start if there is none,
 * or not at all.
 *
 * @param position where; null if it is held
 * @param begun whether there is a stored offset
 * @param refusal why it is held; null if it is not
 */
record Placement(LogPosition position, boolean begun, String refusal) {

  static Placement of(Optional<StoredOffset> stored, LogBounds log) {
    if (stored.isEmpty()) {
      return new Placement(new LogPosition(log.start(), OptionalInt.empty()), false, null);
    }
    StoredOffset at = stored.get();
    if (!at.topicId().equals(log.topicId())) {
      return held(
          "the topic was deleted and made again: its id is %s, what is loaded is of %s"
              .formatted(log.topicId(), at.topicId()));
    }
    if (at.nextOffset() < log.start()) {
      return held(
          "the log begins at offset %d, behind the stored offset %d: records are gone that were never loaded"
              .formatted(log.start(), at.nextOffset()));
    }
    if (at.nextOffset() > log.end()) {
      return held(
          "the log ends at offset %d, before the stored offset %d: it was cut off"
              .formatted(log.end(), at.nextOffset()));
    }
    return new Placement(new LogPosition(at.nextOffset(), at.leaderEpoch()), true, null);
  }

  boolean isHeld() {
    return refusal != null;
  }

  private static Placement held(String refusal) {
    return new Placement(null, true, refusal);
  }
}
