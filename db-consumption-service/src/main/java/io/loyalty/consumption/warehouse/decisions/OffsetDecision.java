package io.loyalty.consumption.warehouse.decisions;

import io.loyalty.consumption.log.StoredOffset;
import java.util.UUID;

/**
 * Describes an operator's decision where the load of a partition goes on.
 *
 * @param held the stored offset as it was when it was decided
 * @param topicId the id that the topic has now
 * @param nextOffset where it goes on
 * @param code why it was held
 * @param actor who decided
 */
public record OffsetDecision(
    StoredOffset held, UUID topicId, long nextOffset, String code, String actor) {

  /** The first offset of the topic that is given up; {@code nextOffset} if none is. */
  public long givenUpFrom() {
    long from = topicId.equals(held.topicId()) ? held.nextOffset() : 0;
    return Math.min(from, nextOffset);
  }

  /**
   * Returns how many offsets are given up: their records are in no table and are not looked for again.
   */
  public long givenUp() {
    return nextOffset - givenUpFrom();
  }
}
