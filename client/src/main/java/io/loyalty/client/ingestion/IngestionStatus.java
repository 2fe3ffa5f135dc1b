package io.loyalty.client.ingestion;

import java.util.List;

/**
 * Describes the status of ingestion-service; counters begin with its process.
 *
 * @param state {@code STARTING}, {@code RUNNING}, {@code HOLDING} or {@code STOPPED}
 * @param reason why it is not running; may be null
 * @param messages what became of messages
 * @param events what became of events, by type
 * @param file how far the reading of files is; null where queues are read, or before it begins
 */
public record IngestionStatus(
    String state,
    String reason,
    MessageCounts messages,
    List<EventCounts> events,
    FileProgress file) {
  /** An absent list is an empty one. */
  public IngestionStatus {
    events = events == null ? List.of() : List.copyOf(events);
  }

  /** Messages, by what became of them; a line of a file is a message. */
  public record MessageCounts(long received, long deleted, long returned, long inWork) {}

  /** Events of one type, or of {@code unknown}. */
  public record EventCounts(
      String eventType,
      long received,
      long published,
      long deadLettered,
      long redelivered,
      long returned) {
    private EventCounts minus(EventCounts earlier) {
      return new EventCounts(
          eventType,
          received - earlier.received,
          published - earlier.published,
          deadLettered - earlier.deadLettered,
          redelivered - earlier.redelivered,
          returned - earlier.returned);
    }
  }

  /** What happened since an earlier answer of the same process. */
  public IngestionStatus since(IngestionStatus baseline) {
    return new IngestionStatus(
        state,
        reason,
        messages,
        events.stream().map(now -> now.minus(baseline.of(now.eventType()))).toList(),
        file);
  }

  private EventCounts of(String eventType) {
    return events.stream()
        .filter(each -> each.eventType().equals(eventType))
        .findFirst()
        .orElse(new EventCounts(eventType, 0, 0, 0, 0, 0));
  }

  /** Returns all events received. */
  public long received() {
    return events.stream().mapToLong(EventCounts::received).sum();
  }

  /** Events received in messages that the queue delivered more than once. */
  public long redelivered() {
    return events.stream().mapToLong(EventCounts::redelivered).sum();
  }
}
