package io.loyalty.client.consumption;

import java.time.Instant;
import java.util.List;

/**
 * Lists the newest events that have a value.
 *
 * @param events the events, by the time of their occurrence, the newest first
 * @param more whether there are more
 */
public record EventMatches(List<Match> events, boolean more) {
  /** Keeps an unmodifiable copy of the list. */
  public EventMatches {
    events = List.copyOf(events);
  }

  /** Names an event that was found. */
  public record Match(String eventType, String eventId, Instant occurredAt, Instant loadedAt) {}
}
