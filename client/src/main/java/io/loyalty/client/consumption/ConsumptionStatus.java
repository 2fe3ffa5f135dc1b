package io.loyalty.client.consumption;

import java.time.Instant;
import java.util.List;

/**
 * Holds the status of db-consumption-service; totals are counted in the warehouse.
 *
 * @param state {@code STARTING}, {@code RUNNING}, {@code HOLDING} or {@code STOPPED}
 * @param held the partitions on hold
 * @param topics the counts of records by outcome, for each topic
 * @param deadLetters dead letters in the warehouse
 */
public record ConsumptionStatus(
    String state, List<HeldPartition> held, List<Topic> topics, List<DeadLetterCount> deadLetters) {
  /** The dead-letter topic is listed under this event type. */
  public static final String DEAD_LETTER = "dead-letter";

  /** The topic that tells what became of dead letters is listed under this event type. */
  public static final String DEAD_LETTER_RESOLUTION = "dead-letter-resolution";

  /** Replaces an absent list by an empty one. */
  public ConsumptionStatus {
    held = held == null ? List.of() : List.copyOf(held);
    topics = topics == null ? List.of() : List.copyOf(topics);
    deadLetters = deadLetters == null ? List.of() : List.copyOf(deadLetters);
  }

  /**
   * Describes one topic; {@code loadedThrough} is null until a record is loaded, {@code lag} is
   * null while the service cannot reach Kafka, or a leader of one of its partitions. {@code
   * secondsUntilLoss} tells when Kafka's retention may delete records that are not loaded, and is
   * null if all are loaded or it is not known; {@code unaccounted} is null before the instance's
   * first reconcile.
   */
  public record Topic(
      String eventType,
      String topic,
      long records,
      long inserted,
      long duplicates,
      long conflicts,
      long deadLettered,
      Long lag,
      Instant loadedThrough,
      Double secondsUntilLoss,
      Long unaccounted) {
    /** Returns whether this is the dead-letter topic. */
    public boolean ofDeadLetters() {
      return DEAD_LETTER.equals(eventType);
    }

    /** Returns whether this is the topic that tells what became of dead letters. */
    public boolean ofResolutions() {
      return DEAD_LETTER_RESOLUTION.equals(eventType);
    }
  }

  /**
   * Counts dead letters of one type, station and reason; the type is null if it could not be read.
   * Those of {@code count} are open, those of {@code resolved} were closed without a redrive, and
   * those of {@code loaded} were refused by the load and are rows by a redrive.
   */
  public record DeadLetterCount(
      String eventType, String station, String reason, long count, long resolved, long loaded) {}

  /** Returns whether the status is complete: the service reached its database and Kafka. */
  public boolean isWhole() {
    return !topics.isEmpty() && topics.stream().allMatch(topic -> topic.lag() != null);
  }

  /**
   * Returns the number of records on the topics that are not yet loaded; the status must be
   * complete.
   */
  public long lag() {
    return topics.stream().mapToLong(Topic::lag).sum();
  }
}
