package io.loyalty.consumption.warehouse.deadletters;

import java.time.Instant;
import java.util.List;

/**
 * Holds one page of a list of dead letters, the newest first.
 *
 * @param deadLetters the dead letters
 * @param next the place of the next page; null on the last
 */
public record DeadLetterPage(List<Summary> deadLetters, Cursor next) {
  /** Keeps an unmodifiable copy of the list. */
  public DeadLetterPage {
    deadLetters = List.copyOf(deadLetters);
  }

  /**
   * Summarises a dead letter; {@code eventType}, {@code eventId} and {@code source} may be null.
   */
  public record Summary(
      String id,
      Instant rejectedAt,
      String station,
      String reason,
      String eventType,
      String eventId,
      String source,
      DeadLetterState state,
      long attempts) {}

  /** Names the last dead letter of a page; the next page begins after it. */
  public record Cursor(Instant rejectedAt, String id) {}
}
