package io.loyalty.client.ingestion;

import java.util.List;
import java.util.Map;

/**
 * Holds the validation results of a request.
 *
 * @param events the events, in order
 * @param summary the counts of events
 */
public record Validation(List<ValidatedEvent> events, Summary summary) {
  /** Keeps an unmodifiable copy of the list, which must not be null. */
  public Validation {
    events = List.copyOf(events);
  }

  /** Counts valid and invalid events, and invalid events by reason. */
  public record Summary(long events, long valid, long invalid, Map<String, Long> byReason) {
    /** Replaces an absent map by an empty one. */
    public Summary {
      byReason = byReason == null ? Map.of() : Map.copyOf(byReason);
    }
  }
}
