package io.loyalty.consumption.warehouse.decisions;

import io.loyalty.consumption.log.StoredOffset;
import java.util.UUID;

/**
 * Holds an operator's decision where the load of a partition resumes.
 *
 * @param held the stored offset at the time of the decision
 * @param topicId the current id of the topic
 * @param nextOffset the offset at which the load resumes
 * @param code the code of the hold's reason
 * @param actor the operator
 */
public record OffsetDecision(
    StoredOffset held, UUID topicId, long nextOffset, String code, String actor) {

  /** Returns the first offset of the topic that is given up; {@code nextOffset} if none is. */
  public long givenUpFrom() {
    long from = topicId.equals(held.topicId()) ? held.nextOffset() : 0;
    return Math.min(from, nextOffset);
  }

  /**
   * Returns how many offsets are given up: their records are not loaded, and reconciliations do not
   * look for them.
   */
  public long givenUp() {
    return nextOffset - givenUpFrom();
  }
}
