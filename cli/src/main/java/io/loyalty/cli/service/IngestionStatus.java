package io.loyalty.cli.service;

import java.util.List;

/**
 * What ingestion-service answers; counters begin with its process.
 *
 * @param state {@code STARTING}, {@code RUNNING}, {@code HOLDING} or {@code STOPPED}
 * @param reason why it is not running; may be null
 * @param events what became of events, by type
 */
public record IngestionStatus(String state, String reason, List<Events> events) {
  /** An absent list is an empty one. */
  public IngestionStatus {
    events = events == null ? List.of() : List.copyOf(events);
  }

  /** Events of one type, or of {@code unknown}. */
  public record Events(
      String eventType, long received, long published, long deadLettered, long redelivered) {
    private Events minus(Events earlier) {
      return new Events(
          eventType,
          received - earlier.received,
          published - earlier.published,
          deadLettered - earlier.deadLettered,
          redelivered - earlier.redelivered);
    }
  }

  /** What happened since an earlier answer of the same process. */
  public IngestionStatus since(IngestionStatus baseline) {
    return new IngestionStatus(
        state,
        reason,
        events.stream().map(now -> now.minus(baseline.of(now.eventType()))).toList());
  }

  private Events of(String eventType) {
    return events.stream()
        .filter(each -> each.eventType().equals(eventType))
        .findFirst()
        .orElse(new Events(eventType, 0, 0, 0, 0));
  }

  /** All events received. */
  public long received() {
    return events.stream().mapToLong(Events::received).sum();
  }

  /** Events received in messages that the queue delivered more than once. */
  public long redelivered() {
    return events.stream().mapToLong(Events::redelivered).sum();
  }
}
