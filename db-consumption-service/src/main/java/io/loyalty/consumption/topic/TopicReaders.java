package io.loyalty.consumption.topic;

import org.springframework.kafka.core.ConsumerFactory;

/**
 * Creates readers.
 *
 * @param consumers makes their consumers
 * @param topic the settings of the topics
 * @param names the names of the readers in Kafka
 */
public record TopicReaders(
    ConsumerFactory<?, ?> consumers, TopicProperties topic, ConsumerNames names) {
  /** Returns a reader of the group, which commits offsets with the name of the database. */
  public TopicReader loadingInto(String database) {
    return new TopicReader(consumers, topic, names, database);
  }

  /** Returns a reader without a group, with a client id for its purpose. */
  public TopicReader ofNoGroup(String purpose) {
    return TopicReader.ofNoGroup(consumers, topic, names, purpose);
  }
}
