package io.loyalty.consumption.api;

import io.loyalty.consumption.load.FlowState;
import io.loyalty.consumption.load.FlowStatus;
import io.loyalty.consumption.warehouse.status.LoadTotals;
import java.time.Instant;
import java.util.List;

/**
 * Holds the response of {@code GET /status}.
 *
 * @param state the state of the load
 * @param held partitions on hold, with the reason
 * @param topics each topic's records by outcome, since its first load; empty if the database does
 *     not respond
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
   * @param duplicates records whose event already had a row
   * @param conflicts records whose event already had a row with different content
   * @param deadLettered records that the load refused
   * @param lag records that are not loaded yet; null if Kafka, or a leader of one of its
   *     partitions, does not respond
   * @param loadedThrough all that Kafka took before is loaded; null if nothing was ever
   * @param secondsUntilLoss seconds until Kafka's retention may delete records that are not loaded;
   *     null if all are loaded, and while it is not known
   * @param unaccounted records that this instance's last reconcile could not account for; null
   *     before the first
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
      Instant loadedThrough,
      Double secondsUntilLoss,
      Long unaccounted) {}
}
