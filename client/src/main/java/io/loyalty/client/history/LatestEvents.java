package io.loyalty.client.history;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Lists the newest events of a type.
 *
 * @param eventType the type
 * @param events the events by the time of their occurrence, the newest first
 */
public record LatestEvents(String eventType, List<Event> events) {
  /** Keeps an unmodifiable copy of the list. */
  public LatestEvents {
    events = events == null ? List.of() : List.copyOf(events);
  }

  /**
   * Shows an event.
   *
   * @param eventId its id
   * @param occurredAt when it occurred
   * @param loadedAt when its row was loaded
   * @param topic the topic of its record
   * @param partition the partition of its record
   * @param offset the offset of its record
   * @param columns the values of its row by column, as a JSON object; the service leaves out what
   *     the caller may not see
   */
  public record Event(
      String eventId,
      Instant occurredAt,
      Instant loadedAt,
      String topic,
      int partition,
      long offset,
      JsonNode columns) {}
}
