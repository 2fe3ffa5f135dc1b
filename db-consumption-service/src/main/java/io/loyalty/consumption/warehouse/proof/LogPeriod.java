package io.loyalty.consumption.warehouse.proof;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * Describes when the rows of one log were loaded into the topic's table.
 *
 * @param partition the partition
 * @param topicId Kafka's id of the topic, which changes when the topic is recreated
 * @param since the first moment
 * @param until the moment after the last
 */
record LogPeriod(int partition, UUID topicId, OffsetDateTime since, OffsetDateTime until) {
  boolean contains(OffsetDateTime loadedAt) {
    return !loadedAt.isBefore(since) && loadedAt.isBefore(until);
  }
}
