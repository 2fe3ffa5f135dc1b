package io.loyalty.client.consumption;

import java.time.Instant;
import java.util.List;

/**
 * Lists dead letters; an event's type and id are null if they could not be read.
 *
 * @param groups the count of each kind
 * @param deadLetters the newest
 */
public record DeadLetterList(List<Group> groups, List<Summary> deadLetters) {
  /** Keeps unmodifiable copies of the lists, which must not be null. */
  public DeadLetterList {
    groups = List.copyOf(groups);
    deadLetters = List.copyOf(deadLetters);
  }

  /** Counts dead letters of one kind; {@code example} is the id of one of them. */
  public record Group(
      String eventType,
      String station,
      String reason,
      long count,
      Instant first,
      Instant last,
      String example) {}

  /** Describes one dead letter. */
  public record Summary(
      String id,
      Instant rejectedAt,
      String station,
      String reason,
      String eventType,
      String eventId) {}
}
