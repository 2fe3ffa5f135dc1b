package io.loyalty.client.consumption;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Describes a replay.
 *
 * @param id its id
 * @param state what it is doing
 * @param reason why it is in that state; may be null
 * @param mode how rows are inserted: {@code merge}
 * @param eventTypes what it replays
 * @param from first Kafka time; null for no limit, as all limits
 * @param to end of Kafka time
 * @param fromOffset first offset
 * @param toOffset end of the offsets
 * @param occurredFrom first time of occurrence
 * @param occurredTo end of the time of occurrence
 * @param recordsPerSecond the limit on its speed
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
 * @param partitions how far it is in each partition
 */
public record Replay(
    String id,
    State state,
    String reason,
    String mode,
    List<String> eventTypes,
    Instant from,
    Instant to,
    Long fromOffset,
    Long toOffset,
    Instant occurredFrom,
    Instant occurredTo,
    Integer recordsPerSecond,
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
    Double secondsLeft,
    List<Partition> partitions) {
  /** Requires what every replay has. */
  public Replay {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
    eventTypes = eventTypes == null ? List.of() : List.copyOf(eventTypes);
    partitions = partitions == null ? List.of() : List.copyOf(partitions);
  }

  /** Tells how far a replay is in a partition; {@code endOffset} is not read. */
  public record Partition(
      String topic, int partition, long fromOffset, long nextOffset, long endOffset) {}

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
    /** Has read everything. */
    DONE,
    /** Can't go on. */
    FAILED;

    /** Returns whether it will do nothing more. */
    public boolean ended() {
      return switch (this) {
        case PENDING, RUNNING, PAUSED -> false;
        case CANCELLED, DONE, FAILED -> true;
      };
    }
  }
}
