package io.loyalty.consumption.replay;

import io.loyalty.consumption.warehouse.replay.ReplayScope;
import java.time.Instant;
import java.util.List;

/**
 * What is asked for; null is no bound.
 *
 * @param eventTypes the types; none are all
 * @param mode {@code merge}, also where it is null
 * @param from only what Kafka took then or later
 * @param to only what Kafka took before
 * @param fromOffset only from this offset on, in each partition of the one type
 * @param toOffset only before this offset
 * @param occurredFrom only what occurred then or later
 * @param occurredTo only what occurred before
 * @param recordsPerSecond the most that it reads in a second
 * @param dryRun whether it is only reckoned; not, where it is null
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
    Integer recordsPerSecond,
    Boolean dryRun) {
  /** The only mode there is yet: what is missing is inserted. */
  public static final String MERGE = "merge";

  /**
   * Checks what can be checked by itself.
   *
   * @throws InvalidReplayException when it contradicts itself
   */
  public ReplayRequest {
    eventTypes = eventTypes == null ? List.of() : eventTypes.stream().distinct().sorted().toList();
    mode = mode == null ? MERGE : mode;
    dryRun = Boolean.TRUE.equals(dryRun);
    require(mode.equals(MERGE), "there is no mode \"%s\"; there is merge", mode);
    boolean byTime = from != null || to != null;
    boolean byOffset = fromOffset != null || toOffset != null;
    require(
        !(byTime && byOffset),
        "a range is by Kafka time (from, to) or by offset (fromOffset, toOffset), not both");
    require(
        !byOffset || eventTypes.size() == 1,
        "offsets (fromOffset, toOffset) need exactly one event type; %d are asked for",
        eventTypes.size());
    require(
        (fromOffset == null || fromOffset >= 0) && (toOffset == null || toOffset >= 0),
        "an offset is at least 0");
    require(
        from == null || to == null || from.isBefore(to),
        "from (%s) is not before to (%s)",
        from,
        to);
    require(
        fromOffset == null || toOffset == null || fromOffset < toOffset,
        "fromOffset (%s) is not before toOffset (%s)",
        fromOffset,
        toOffset);
    require(
        occurredFrom == null || occurredTo == null || occurredFrom.isBefore(occurredTo),
        "occurredFrom (%s) is not before occurredTo (%s)",
        occurredFrom,
        occurredTo);
    require(
        recordsPerSecond == null || recordsPerSecond > 0,
        "recordsPerSecond is %s; it is at least 1",
        recordsPerSecond);
  }

  ReplayScope scope(List<String> types) {
    return new ReplayScope(
        types,
        new ReplayScope.TimeRange(from, to),
        new ReplayScope.OffsetRange(fromOffset, toOffset),
        new ReplayScope.TimeRange(occurredFrom, occurredTo),
        recordsPerSecond);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
  private static void require(boolean holds, String otherwise, Object... values) {
    if (!holds) {
      throw new InvalidReplayException(otherwise.formatted(values));
    }
  }
}
