package io.loyalty.client.consumption;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * What to replay; null is no limit.
 *
 * @param eventTypes none for all
 * @param mode {@code merge}: inserts what is missing
 * @param from first Kafka time
 * @param to end of Kafka time
 * @param fromOffset first offset, of one event type only
 * @param toOffset end of the offsets
 * @param occurredFrom first time of the events themselves
 * @param occurredTo end of their time
 * @param recordsPerSecond the speed not to exceed
 * @param dryRun only tells what would be done
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

  /** Returns whether it is for all event types, which must be said. */
  @JsonProperty("all")
  public boolean all() {
    return eventTypes.isEmpty();
  }

  /** Returns the same request, which only asks what would be read. */
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
