package io.loyalty.consumption.load;

import io.loyalty.consumption.log.PartitionId;
import java.util.List;

/**
 * The flow at one moment.
 *
 * @param state what it is doing
 * @param held the partitions that it loads nothing of
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
   * @param needsDecision whether it stays until somebody decides where to go on
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
