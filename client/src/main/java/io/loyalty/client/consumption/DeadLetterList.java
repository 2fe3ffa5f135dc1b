package io.loyalty.client.consumption;

import java.time.Instant;
import java.util.List;

/**
 * Lists dead letters; an event's type and id are null if they could not be read.
 *
 * @param groups the count of each group, the largest first; empty after the first page
 * @param groupCount how many groups there are, also those that are not listed; null after the first
 *     page
 * @param total how many dead letters there are on all pages, each counted once; null after the
 *     first page
 * @param deadLetters one page, the newest first
 * @param next the place of the next page; null on the last
 */
public record DeadLetterList(
    List<Group> groups, Integer groupCount, Long total, List<Summary> deadLetters, String next) {
  /** Keeps unmodifiable copies of the lists, which must not be null. */
  public DeadLetterList {
    groups = List.copyOf(groups);
    deadLetters = List.copyOf(deadLetters);
  }

  /** Creates a list that counts neither groups nor dead letters, as pages after the first do. */
  public DeadLetterList(List<Group> groups, List<Summary> deadLetters, String next) {
    this(groups, null, null, deadLetters, next);
  }

  /**
   * Counts dead letters of one group. A value that they were not grouped by is null, as is one that
   * they lack; {@code example} is the id of the last one.
   */
  public record Group(
      String eventType,
      String station,
      String reason,
      String rule,
      String path,
      String source,
      String serviceVersion,
      Instant hour,
      long count,
      Instant first,
      Instant last,
      String example) {}

  /**
   * Describes one dead letter; {@code attempts} counts the redrives after which it was refused
   * again.
   */
  public record Summary(
      String id,
      Instant rejectedAt,
      String station,
      String reason,
      String eventType,
      String eventId,
      String source,
      String state,
      long attempts) {}
}
