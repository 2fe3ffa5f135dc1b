package io.loyalty.cli.service;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How a replay is.
 *
 * @param id its name
 * @param state what it is doing
 * @param reason why it is in that state; may be null
 * @param eventTypes what it replays
 * @param createdAt when it was asked for
 * @param startedAt when it began; null before
 * @param endedAt when it ended; null before
 * @param records records read so far
 * @param totalRecords offsets to read in all
 * @param inserted new rows
 * @param duplicates records whose event was there
 * @param conflicts records whose event was there with another content
 * @param deadLettered records that were refused
 * @param skipped records outside the time of the events, or too old to keep
 * @param percent how much of it is done
 * @param recordsPerSecondNow its speed; may be null
 * @param secondsLeft an estimate; null where there is none
 */
public record Replay(
    String id,
    State state,
    String reason,
    List<String> eventTypes,
    Instant createdAt,
    Instant startedAt,
    Instant endedAt,
    long records,
    long totalRecords,
    long inserted,
    long duplicates,
    long conflicts,
    long deadLettered,
    long skipped,
    double percent,
    Double recordsPerSecondNow,
    Double secondsLeft) {
  /** Requires what every replay has. */
  public Replay {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
    eventTypes = eventTypes == null ? List.of() : List.copyOf(eventTypes);
  }

  /** What a replay is doing. */
  public enum State {
    /** Waits for a worker. */
    PENDING,
    /** Reads and writes. */
    RUNNING,
    /** Waits to be resumed. */
    PAUSED,
    /** Was ended before its end. */
    CANCELLED,
    /** Is at its end. */
    DONE,
    /** Can't go on. */
    FAILED;

    /** Whether it will do nothing more. */
    public boolean ended() {
      return switch (this) {
        case PENDING, RUNNING, PAUSED -> false;
        case CANCELLED, DONE, FAILED -> true;
      };
    }
  }
}
