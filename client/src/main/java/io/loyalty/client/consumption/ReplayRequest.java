package io.loyalty.client.consumption;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * Selects what to replay; null means no limit.
 *
 * @param eventTypes the event types; empty for all
 * @param mode {@code merge}: inserts missing rows
 * @param from the first Kafka timestamp
 * @param to the end of the Kafka timestamps, exclusive
 * @param fromOffset the first offset; only for a single event type
 * @param toOffset the end offset, exclusive
 * @param occurredFrom the first time of occurrence
 * @param occurredTo the end of the time of occurrence, exclusive
 * @param recordsPerSecond the rate limit
 * @param dryRun whether to only report what would be read
 */
public record ReplayRequest(
    List<String> eventTypes,
    String mode,
    Instant from,
    Instant to,
    Long fromOffset,
    Long toOffset,
    Instant occurredFrom,
    Instant occurredTo,
    Long recordsPerSecond,
    boolean dryRun) {
  /** Keeps an unmodifiable copy of the list. */
  public ReplayRequest {
    eventTypes = List.copyOf(eventTypes);
  }

  /** Returns whether the replay covers all event types, which the request must state. */
  @JsonProperty("all")
  public boolean all() {
    return eventTypes.isEmpty();
  }

  /** Returns the same request as a dry run. */
  public ReplayRequest asDryRun() {
    return new ReplayRequest(
        eventTypes,
        mode,
        from,
        to,
        fromOffset,
        toOffset,
        occurredFrom,
        occurredTo,
        recordsPerSecond,
        true);
  }
}
