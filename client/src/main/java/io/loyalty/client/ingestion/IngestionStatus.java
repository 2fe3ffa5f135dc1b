package io.loyalty.client.ingestion;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the status of ingestion-service; counters start at 0 with the process.
 *
 * @param state {@code STARTING}, {@code RUNNING}, {@code HOLDING} or {@code STOPPED}
 * @param reason why it is not running; may be null
 * @param messages the counts of messages by outcome
 * @param events the counts of events by type and outcome
 * @param file the progress of reading files; null if queues are read, or before reading starts
 * @param queues how many messages each queue has
 * @param unknownFields the counts of fields that the contracts don't know
 * @param keptRefusals how many refused events are kept and can be released; null unless too many of
 *     the latest events were refused
 */
public record IngestionStatus(
    String state,
    String reason,
    MessageCounts messages,
    List<EventCounts> events,
    FileProgress file,
    List<Queue> queues,
    List<UnknownField> unknownFields,
    Integer keptRefusals) {
  /** Replaces an absent list by an empty one. */
  public IngestionStatus {
    events = events == null ? List.of() : List.copyOf(events);
    queues = queues == null ? List.of() : List.copyOf(queues);
    unknownFields = unknownFields == null ? List.of() : List.copyOf(unknownFields);
  }

  /**
   * Tells how many messages a queue has, and how long ago the oldest message in work was sent; a
   * value is null while it is not known.
   */
  public record Queue(
      String queue, Long waiting, Long inFlight, Double oldestSeconds, Long deadLetterQueue) {}

  /**
   * Counts events with a field that their contract does not know; the path is {@code others} for
   * places that are not counted apart.
   */
  public record UnknownField(String eventType, String path, long count) {}

  /** Counts messages by outcome; a line of a file counts as a message. */
  public record MessageCounts(long received, long deleted, long returned, long inWork) {}

  /** Counts events of one type, or of {@code unknown}. */
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

  /**
   * Returns the difference to an earlier status of the same process, in the events; the rest is as
   * it is now.
   */
  public IngestionStatus since(IngestionStatus baseline) {
    return new IngestionStatus(
        state,
        reason,
        messages,
        events.stream().map(now -> now.minus(baseline.of(now.eventType()))).toList(),
        file,
        queues,
        unknownFields,
        keptRefusals);
  }

  private EventCounts of(String eventType) {
    return events.stream()
        .filter(each -> each.eventType().equals(eventType))
        .findFirst()
        .orElse(new EventCounts(eventType, 0, 0, 0, 0, 0));
  }

  /** Returns the event types that are taken, {@code unknown} included; all are counted from 0. */
  public Set<String> eventTypes() {
    return events.stream().map(EventCounts::eventType).collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the number of all events received. */
  public long received() {
    return events.stream().mapToLong(EventCounts::received).sum();
  }

  /** Returns the number of events in messages that the queue delivered more than once. */
  public long redelivered() {
    return events.stream().mapToLong(EventCounts::redelivered).sum();
  }
}
