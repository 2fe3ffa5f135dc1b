package io.loyalty.schemas.contract;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Describes how the topic of an event type is created and keyed.
 *
 * @param keyFields the fields of the record that may be its key: the first field that is not null
 *     is used
 * @param partitions the number of partitions when the topic is created; the number never changes by
 *     itself
 * @param retention how long the topic keeps records; empty: for ever
 * @param derivedBy the stage of stream-service that alone writes to the topic; empty: the events
 *     are the platform's
 */
public record TopicContract(
    List<String> keyFields,
    int partitions,
    Optional<Duration> retention,
    Optional<String> derivedBy) {
  /** Keeps an unmodifiable copy of the list. */
  public TopicContract {
    keyFields = List.copyOf(keyFields);
  }
}
