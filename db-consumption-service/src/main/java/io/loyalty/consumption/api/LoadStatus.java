package io.loyalty.consumption.api;

import io.loyalty.consumption.load.FlowState;
import io.loyalty.consumption.load.FlowStatus;
import io.loyalty.consumption.warehouse.status.LoadTotals;
import java.time.Instant;
import java.util.List;

/**
 * Describes the answer of {@code GET /status}.
 *
 * @param state the state of the load
 * @param held partitions that nothing is loaded of, with the reason
 * @param topics each topic's records by outcome, since it was first loaded; empty if the database
 *     does not answer
 * @param deadLetters dead letters by kind
 */
record LoadStatus(
    FlowState state,
    List<FlowStatus.Held> held,
    List<TopicStatus> topics,
    List<LoadTotals.DeadLetterCount> deadLetters) {

  /**
   * Describes one topic.
   *
   * @param eventType the event type of the topic
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
