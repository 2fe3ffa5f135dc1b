package io.loyalty.schemas.contract;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the topic of an event type is made and keyed.
 *
 * @param keyFields fields of the record that key it: the first that is not null does
 * @param partitions partitions when the topic is made; the number never changes by itself
 * @param retention how long the topic keeps records; empty: for ever
 */
public record TopicContract(List<String> keyFields, int partitions, Optional<Duration> retention) {
  /** Copies the list. */
  public TopicContract {
    keyFields = List.copyOf(keyFields);
  }
}
