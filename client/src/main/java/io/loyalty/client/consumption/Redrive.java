package io.loyalty.client.consumption;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * Describes a redrive or preview of dead letters. A message may hold several events, so there may
 * be more results than dead letters.
 *
 * @param id its id
 * @param state its state
 * @param reason the reason for its state; may be null
 * @param dryRun whether it is a preview
 * @param filter the filter that chose the dead letters
 * @param preview the preview of which it redrives what would pass; may be null
 * @param patched whether it applies a patch
 * @param candidateType the event type of the candidate schema; may be null
 * @param recordsPerSecond its rate limit
 * @param requestedBy who asked for it
 * @param createdAt when it was requested
 * @param startedAt when it started; null before
 * @param endedAt when it ended; null before
 * @param deadLetters the number of its dead letters
 * @param tried how many of them have a result
 * @param wouldPass events and records of a preview that would pass
 * @param wouldFail events and records of a preview that would be refused again
 * @param published events that ingestion-service has published
 * @param loaded records that the load has taken
 * @param refusedAgain events and records that were refused again
 * @param percent its progress in percent
 * @param recordsPerSecondNow its current rate
 * @param secondsLeft the estimated time left; null if unknown
 * @param failures its failures, the most frequent first; empty while it is pending or running
 */
public record Redrive(
    String id,
    State state,
    String reason,
    boolean dryRun,
    JsonNode filter,
    String preview,
    boolean patched,
    String candidateType,
    int recordsPerSecond,
    String requestedBy,
    Instant createdAt,
    Instant startedAt,
    Instant endedAt,
    long deadLetters,
    long tried,
    long wouldPass,
    long wouldFail,
    long published,
    long loaded,
    long refusedAgain,
    double percent,
    double recordsPerSecondNow,
    Double secondsLeft,
    List<Failure> failures) {
  /** Requires the values that every redrive has. */
  public Redrive {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
    failures = failures == null ? List.of() : List.copyOf(failures);
  }

  /** Groups failures of one rule at one place; the place is empty if they are nowhere. */
  public record Failure(String rule, String path, long count, List<Sample> samples) {
    /** Keeps an unmodifiable copy of the list. */
    public Failure {
      samples = samples == null ? List.of() : List.copyOf(samples);
    }
  }

  /** Describes one failure; the service masks personal data, and unknown values are null. */
  public record Sample(
      String deadLetterId,
      String eventType,
      String path,
      String expected,
      String found,
      String detail) {}

  /** Lists the states of a redrive. */
  public enum State {
    /** The redrive waits for a worker. */
    PENDING,
    /** The redrive is trying its dead letters. */
    RUNNING,
    /** The redrive waits to be resumed. */
    PAUSED,
    /** The redrive was cancelled before it finished. */
    CANCELLED,
    /** Each dead letter has a result. */
    DONE,
    /** The redrive failed and cannot continue. */
    FAILED;

    /** Returns whether the redrive has ended. */
    public boolean ended() {
      return switch (this) {
        case PENDING, RUNNING, PAUSED -> false;
        case CANCELLED, DONE, FAILED -> true;
      };
    }
  }
}
