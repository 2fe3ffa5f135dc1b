package io.loyalty.client.consumption;

import java.time.Instant;
import java.util.List;

/**
 * Describes one dead letter with personal data masked; a value that could not be read or does not
 * apply is null.
 *
 * @param id its id; the same bytes refused again get the same id
 * @param rejectedAt when it was refused
 * @param station the step that refused it
 * @param reason the stable code of the reason
 * @param detail the reason in one sentence
 * @param eventType the type of the event
 * @param eventId the id of the event
 * @param source the source of the event
 * @param violations the rules that the event breaks, up to a limit
 * @param original the masked event
 * @param originalKind what the original is: {@code EVENT}, {@code MESSAGE} or {@code RECORD}
 * @param queue the queue of the message
 * @param messageId the queue's id of the message
 * @param position the index of the event in the message, from 0
 * @param recordTopic the topic of a record that the load refused
 * @param recordPartition its partition
 * @param recordOffset its offset
 * @param recordKey the length of its key
 * @param recordHeaders the names of its headers
 * @param serviceVersion the name and version of the service that refused it
 * @param kafkaPartition its partition on the dead-letter topic
 * @param kafkaOffset its offset on the dead-letter topic
 * @param loadedAt when it was loaded into the warehouse
 * @param state its state: {@code open}, {@code redriven} or {@code resolved}
 * @param attempts redrives after which it was refused again
 * @param lastRefusedAt when it was refused for the last time
 * @param arrived the row of the event of this id
 * @param resolutions what became of it, the newest first, up to a limit
 */
public record DeadLetter(
    String id,
    Instant rejectedAt,
    String station,
    String reason,
    String detail,
    String eventType,
    String eventId,
    String source,
    List<Violation> violations,
    String original,
    String originalKind,
    String queue,
    String messageId,
    Long position,
    String recordTopic,
    Long recordPartition,
    Long recordOffset,
    String recordKey,
    List<String> recordHeaders,
    String serviceVersion,
    Long kafkaPartition,
    Long kafkaOffset,
    Instant loadedAt,
    String state,
    long attempts,
    Instant lastRefusedAt,
    Arrival arrived,
    List<Resolution> resolutions) {
  /** Replaces an absent list by an empty one. */
  public DeadLetter {
    violations = violations == null ? List.of() : List.copyOf(violations);
    recordHeaders = recordHeaders == null ? List.of() : List.copyOf(recordHeaders);
    resolutions = resolutions == null ? List.of() : List.copyOf(resolutions);
  }

  /** Describes one rule that the event breaks. */
  public record Violation(String path, String rule, String expected, String found) {}

  /** Describes the row of an event: when it happened, when it was loaded, and from where. */
  public record Arrival(Instant occurredAt, Instant loadedAt, int partition, long offset) {}

  /**
   * Describes what became of the dead letter, or of one of its events, in a preview, in a redrive
   * or by an operator's decision.
   */
  public record Resolution(
      String redriveId,
      long eventPosition,
      Instant resolvedAt,
      String outcome,
      String eventType,
      String eventId,
      String reason,
      String detail,
      List<Violation> violations,
      String serviceVersion) {
    /** Replaces an absent list by an empty one. */
    public Resolution {
      violations = violations == null ? List.of() : List.copyOf(violations);
    }
  }
}
