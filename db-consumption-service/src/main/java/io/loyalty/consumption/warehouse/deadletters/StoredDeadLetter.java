package io.loyalty.consumption.warehouse.deadletters;

import java.time.Instant;
import java.util.List;

/**
 * Holds a dead letter as it is stored, including personal data.
 *
 * @param rejection the event, the step that refused it, and the reason
 * @param original the original bytes
 * @param coordinates its origin
 * @param violations the rules that it breaks
 * @param standing its state
 */
public record StoredDeadLetter(
    Rejection rejection,
    Original original,
    Coordinates coordinates,
    List<Violation> violations,
    Standing standing) {
  /** Keeps an unmodifiable copy of the list. */
  public StoredDeadLetter {
    violations = List.copyOf(violations);
  }

  /**
   * Describes a refusal: the event, the time, the step, and the reason; a value that could not be
   * read is null.
   */
  public record Rejection(
      String id,
      Instant rejectedAt,
      String station,
      String reason,
      String detail,
      String eventType,
      String eventId,
      String source,
      String serviceVersion) {}

  /** Holds the bytes and their kind, and a record's key and headers as a JSON object, or null. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Original(byte[] bytes, String kind, byte[] recordKey, String recordHeaders) {}

  /**
   * Holds the coordinates in the queue, as a refused record, and on the dead-letter topic; null if
   * not applicable.
   */
  public record Coordinates(
      String queue,
      String messageId,
      Long position,
      String recordTopic,
      Long recordPartition,
      Long recordOffset,
      Long kafkaPartition,
      Long kafkaOffset,
      Instant loadedAt) {}

  /** Describes the state, and the number of redrives after which it was refused again. */
  public record Standing(DeadLetterState state, long attempts) {}

  /** Describes one rule that the event breaks. */
  public record Violation(String path, String rule, String expected, String found) {}
}
