package io.loyalty.client.consumption;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Describes a replay.
 *
 * @param id its id
 * @param state its state
 * @param reason the reason for its state; may be null
 * @param mode how rows are inserted: {@code merge}
 * @param eventTypes the event types to replay
 * @param from the first Kafka timestamp; null for no limit, as for all limits
 * @param to the end of the Kafka timestamps, exclusive
 * @param fromOffset the first offset
 * @param toOffset the end offset, exclusive
 * @param occurredFrom the first time of occurrence
 * @param occurredTo the end of the time of occurrence, exclusive
 * @param recordsPerSecond its rate limit
 * @param createdAt when it was requested
 * @param startedAt when it started; null before
 * @param endedAt when it ended; null before
 * @param records records read so far
 * @param totalRecords the number of offsets to read
 * @param inserted new rows
 * @param duplicates records whose event was already in the warehouse
 * @param conflicts records whose event was already in the warehouse with different content
 * @param deadLettered records that were refused
 * @param skipped records outside the requested time of occurrence, or past the retention
 * @param percent its progress in percent
 * @param recordsPerSecondNow its current rate; may be null
 * @param secondsLeft the estimated time left; null if unknown
 * @param partitions its progress in each partition
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
  /** Requires the values that every replay has. */
  public Replay {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
    eventTypes = eventTypes == null ? List.of() : List.copyOf(eventTypes);
    partitions = partitions == null ? List.of() : List.copyOf(partitions);
  }

  /** Describes the progress of a replay in one partition; {@code endOffset} is exclusive. */
  public record Partition(
      String topic, int partition, long fromOffset, long nextOffset, long endOffset) {}

  /** Lists the states of a replay. */
  public enum State {
    /** The replay waits for a worker. */
    PENDING,
    /** The replay is reading and writing. */
    RUNNING,
    /** The replay waits to be resumed. */
    PAUSED,
    /** The replay was cancelled before it finished. */
    CANCELLED,
    /** The replay has read all its records. */
    DONE,
    /** The replay failed and cannot continue. */
    FAILED;

    /** Returns whether the replay has ended. */
    public boolean ended() {
      return switch (this) {
        case PENDING, RUNNING, PAUSED -> false;
        case CANCELLED, DONE, FAILED -> true;
      };
    }
  }
}
