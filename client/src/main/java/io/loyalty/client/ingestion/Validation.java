package io.loyalty.client.ingestion;

import java.util.List;
import java.util.Map;

/**
 * What would become of the events of a request.
 *
 * @param events the events, in order
 * @param summary how many there are
 */
public record Validation(List<ValidatedEvent> events, Summary summary) {
  /** Keeps an unmodifiable copy of the list, which must not be null. */
  public Validation {
    events = List.copyOf(events);
  }

  /** Tells how many events there are, and why those that are invalid are. */
  public record Summary(long events, long valid, long invalid, Map<String, Long> byReason) {
    /** An absent map is an empty one. */
    public Summary {
      byReason = byReason == null ? Map.of() : Map.copyOf(byReason);
    }
  }
}
