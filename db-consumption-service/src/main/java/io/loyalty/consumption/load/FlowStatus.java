package io.loyalty.consumption.load;

import io.loyalty.consumption.log.PartitionId;
import java.util.List;

/**
 * Describes a load at one moment.
 *
 * @param state what the load is doing
 * @param held the partitions on hold, with the reason
 */
public record FlowStatus(FlowState state, List<Held> held) {
  /** Copies the list. */
  public FlowStatus {
    held = List.copyOf(held);
  }

  /**
   * A partition that is held.
   *
   * @param topic the topic
   * @param partition its partition
   * @param code why, a stable code
   * @param needsDecision whether the hold stays until an operator decides where the load goes on
   * @param reason why, in one sentence
   */
  public record Held(
      String topic, int partition, HoldCode code, boolean needsDecision, String reason) {
    static Held of(PartitionId id, Hold hold) {
      return new Held(
          id.topic(), id.partition(), hold.code(), hold.code().needsDecision(), hold.reason());
    }
  }
}
