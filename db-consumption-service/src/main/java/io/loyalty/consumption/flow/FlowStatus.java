package io.loyalty.consumption.flow;

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
   * @param reason why
   */
  public record Held(String topic, int partition, String reason) {}
}
