package io.loyalty.client.consumption;

import java.time.Instant;
import java.util.List;

/**
 * Describes the status of db-consumption-service; totals are those of the warehouse.
 *
 * @param state {@code STARTING}, {@code RUNNING}, {@code HOLDING} or {@code STOPPED}
 * @param held the partitions on hold
 * @param topics what became of records, by topic
 * @param deadLetters dead letters in the warehouse
 */
public record ConsumptionStatus(
    String state, List<HeldPartition> held, List<Topic> topics, List<DeadLetterCount> deadLetters) {
  /** The event type under which the dead-letter topic is listed. */
  public static final String DEAD_LETTER = "dead-letter";

  /** An absent list is an empty one. */
  public ConsumptionStatus {
    held = held == null ? List.of() : List.copyOf(held);
    topics = topics == null ? List.of() : List.copyOf(topics);
    deadLetters = deadLetters == null ? List.of() : List.copyOf(deadLetters);
  }

  /**
   * One topic; {@code loadedThrough} is null as long as nothing was loaded, {@code lag} while Kafka
   * does not answer the service.
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
      Instant loadedThrough) {
    /** Returns whether this is the dead-letter topic. */
    public boolean ofDeadLetters() {
      return DEAD_LETTER.equals(eventType);
    }
  }

  /** Dead letters of one type, station and reason; the type is null where it could not be read. */
  public record DeadLetterCount(String eventType, String station, String reason, long count) {}

  /** Returns whether the service could tell everything: its database and Kafka answered it. */
  public boolean isWhole() {
    return !topics.isEmpty() && topics.stream().allMatch(topic -> topic.lag() != null);
  }

  /** Records that are on the topics and not yet loaded, of a status that is whole. */
  public long lag() {
    return topics.stream().mapToLong(Topic::lag).sum();
  }
}
