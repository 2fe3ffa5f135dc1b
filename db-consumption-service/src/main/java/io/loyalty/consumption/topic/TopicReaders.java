package io.loyalty.consumption.topic;

import org.springframework.kafka.core.ConsumerFactory;

/**
 * Makes readers.
 *
 * @param consumers makes their consumers
 * @param topic the settings of the topics
 * @param names what the brokers know the readers by
 */
public record TopicReaders(
    ConsumerFactory<?, ?> consumers, TopicProperties topic, ConsumerNames names) {
  /** Returns a reader of the group, which tells Kafka the database that its rows go into. */
  public TopicReader loadingInto(String database) {
    return new TopicReader(consumers, topic, names, database);
  }

  /** Returns a reader of no group, which the brokers know by its purpose. */
  public TopicReader ofNoGroup(String purpose) {
    return TopicReader.ofNoGroup(consumers, topic, names, purpose);
  }
}
