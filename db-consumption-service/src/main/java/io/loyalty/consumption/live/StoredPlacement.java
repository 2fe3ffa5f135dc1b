package io.loyalty.consumption.live;

import io.loyalty.consumption.load.HoldCode;
import io.loyalty.consumption.load.Placement;
import io.loyalty.consumption.load.Span;
import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.LogPosition;
import io.loyalty.consumption.log.StoredOffset;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the live load of a partition goes on: at the stored offset, at the log's start if there is
 * none, or not at all.
 */
public final class StoredPlacement {
  private StoredPlacement() {}

  /** Decides by the stored offset, if there is one, and the log. */
  public static Placement of(Optional<StoredOffset> stored, LogBounds log) {
    if (stored.isEmpty()) {
      return at(log, new LogPosition(log.start(), OptionalInt.empty()));
    }
    StoredOffset at = stored.get();
    if (!at.topicId().equals(log.topicId())) {
      return Placement.held(
          HoldCode.TOPIC_MADE_AGAIN,
          "the topic was deleted and made again: its id is %s, what is loaded is of %s"
              .formatted(log.topicId(), at.topicId()));
    }
    if (at.decided().isOpen()) {
      return Placement.held(
          HoldCode.LOG_CUT_OFF,
          "the log was cut off before offset %d: records are gone that were loaded"
              .formatted(at.nextOffset()));
    }
    if (at.nextOffset() < log.start()) {
      return Placement.held(
          HoldCode.RECORDS_GONE,
          "offsets %d to %d were deleted from the log before they were loaded; the log now starts at %d"
              .formatted(at.nextOffset(), log.start() - 1, log.start()));
    }
    if (at.nextOffset() > log.end()) {
      return Placement.held(
          HoldCode.LOG_CUT_OFF,
          "the log ends at offset %d, before the stored offset %d: it was cut off"
              .formatted(log.end(), at.nextOffset()));
    }
    return at(log, new LogPosition(at.nextOffset(), at.leaderEpoch()));
  }

  private static Placement at(LogBounds log, LogPosition position) {
    return new Placement.Read(log.topicId(), position.offset(), position, Span.ENDLESS);
  }
}
