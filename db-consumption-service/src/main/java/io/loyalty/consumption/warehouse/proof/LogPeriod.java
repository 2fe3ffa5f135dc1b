package io.loyalty.consumption.warehouse.proof;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * When the rows of one log were loaded into the table of its topic.
 *
 * @param partition the partition
 * @param topicId Kafka's id of the topic: made again, it has another
 * @param since the first moment
 * @param until the moment after the last
 */
record LogPeriod(int partition, UUID topicId, OffsetDateTime since, OffsetDateTime until) {
  boolean contains(OffsetDateTime loadedAt) {
    return !loadedAt.isBefore(since) && loadedAt.isBefore(until);
  }
}
