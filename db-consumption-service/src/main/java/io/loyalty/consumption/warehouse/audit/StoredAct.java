package io.loyalty.consumption.warehouse.audit;

import java.time.Instant;

/**
 * Describes what was done on request.
 *
 * @param place its place among all of them
 * @param actor who asked
 * @param action the action, such as {@code replay-paused}
 * @param subject what it is about, such as the id of a replay or a partition
 * @param detail the request, as a JSON object
 */
public record StoredAct(Place place, String actor, String action, String subject, String detail) {
  /**
   * Names the place of an entry; the order of places is that of time.
   *
   * @param at when it was done
   * @param origin {@code audit} for {@code pipeline.audit}, {@code hold} for {@code
   *     pipeline.load_decision}; entries of one moment are ordered by it
   * @param id its id there
   */
  public record Place(Instant at, String origin, long id) {}
}
