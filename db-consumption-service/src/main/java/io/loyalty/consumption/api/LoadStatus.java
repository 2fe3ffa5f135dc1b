package io.loyalty.consumption.api;

import io.loyalty.consumption.load.FlowState;
import io.loyalty.consumption.load.FlowStatus;
import io.loyalty.consumption.warehouse.status.LoadTotals;
import java.time.Instant;
import java.util.List;

/**
 * The answer of {@code GET /status}.
 *
 * @param state what the load is doing
 * @param held partitions that nothing is loaded of, with the reason
 * @param topics what became of each topic's records, ever since it is loaded; empty where the
 *     database does not answer
 * @param deadLetters dead letters by kind
 */
record LoadStatus(
    FlowState state,
    List<FlowStatus.Held> held,
    List<TopicStatus> topics,
    List<LoadTotals.DeadLetterCount> deadLetters) {

  /**
   * One topic.
   *
   * @param eventType what it holds
   * @param topic its name
   * @param records records read
   * @param inserted new rows
   * @param duplicates records whose event was there
   * @param conflicts records whose event was there with another content
   * @param deadLettered records that the load refused
   * @param lag records not loaded yet; null where Kafka does not answer
   * @param loadedThrough all that Kafka took before is loaded; null if nothing was ever
   */
  record TopicStatus(
      String eventType,
      String topic,
      long records,
      long inserted,
      long duplicates,
      long conflicts,
      long deadLettered,
      Long lag,
      Instant loadedThrough) {}
}
