package io.loyalty.consumption.load;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.LogPosition;
import io.loyalty.consumption.log.StoredOffset;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the load of a partition goes on: at the stored offset, at the log's start if there is none,
 * or not at all.
 *
 * @param position where; null if it is held
 * @param hold why it is held
 */
public record Placement(LogPosition position, Optional<Hold> hold) {

  public static Placement of(Optional<StoredOffset> stored, LogBounds log) {
    if (stored.isEmpty()) {
      return at(new LogPosition(log.start(), OptionalInt.empty()));
    }
    StoredOffset at = stored.get();
    if (!at.topicId().equals(log.topicId())) {
      return held(
          HoldCode.TOPIC_MADE_AGAIN,
          "the topic was deleted and made again: its id is %s, what is loaded is of %s"
              .formatted(log.topicId(), at.topicId()));
    }
    if (at.decided().isOpen()) {
      return held(
          HoldCode.LOG_CUT_OFF,
          "the log was cut off before offset %d: records are gone that were loaded"
              .formatted(at.nextOffset()));
    }
    if (at.nextOffset() < log.start()) {
      return held(
          HoldCode.RECORDS_GONE,
          "the log begins at offset %d, behind the stored offset %d: records are gone that were never loaded"
              .formatted(log.start(), at.nextOffset()));
    }
    if (at.nextOffset() > log.end()) {
      return held(
          HoldCode.LOG_CUT_OFF,
          "the log ends at offset %d, before the stored offset %d: it was cut off"
              .formatted(log.end(), at.nextOffset()));
    }
    return at(new LogPosition(at.nextOffset(), at.leaderEpoch()));
  }

  boolean isHeld() {
    return hold.isPresent();
  }

  private static Placement at(LogPosition position) {
    return new Placement(position, Optional.empty());
  }

  private static Placement held(HoldCode code, String reason) {
    return new Placement(null, Optional.of(new Hold(code, reason)));
  }
}
