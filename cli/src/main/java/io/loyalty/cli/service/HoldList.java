package io.loyalty.cli.service;

import java.util.List;

/**
 * What a db-consumption-service holds.
 *
 * @param holds the partitions
 */
public record HoldList(List<Hold> holds) {
  /** Copies the list, which must be there. */
  public HoldList {
    holds = List.copyOf(holds);
  }

  /**
   * A partition that nothing is loaded of.
   *
   * @param topic the topic
   * @param partition its partition
   * @param code why, a stable code
   * @param needsDecision whether it stays until somebody decides where to go on
   * @param reason why, in one sentence
   */
  public record Hold(
      String topic, int partition, String code, boolean needsDecision, String reason) {}
}
