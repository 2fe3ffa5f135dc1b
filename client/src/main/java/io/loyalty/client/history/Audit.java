package io.loyalty.client.history;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Holds a page of what was done on request.
 *
 * @param entries the entries, the newest first
 * @param next what to ask for the next page with; null on the last one
 */
public record Audit(List<Entry> entries, String next) {
  /** Keeps an unmodifiable copy of the list. */
  public Audit {
    entries = entries == null ? List.of() : List.copyOf(entries);
  }

  /**
   * Tells who did what.
   *
   * @param at when
   * @param actor who
   * @param action what, such as {@code replay-paused}
   * @param subject what it is about, such as the id of a replay or a partition
   * @param detail the request, as a JSON object
   */
  public record Entry(Instant at, String actor, String action, String subject, JsonNode detail) {}
}
