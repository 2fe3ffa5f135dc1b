package io.loyalty.consumption.topic;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Creates consumers. The settings that exactly-once depends on are fixed here: only committed
 * records, no offset from Kafka, no automatic commit, no offset reset.
 */
final class TopicConsumers {
  private static final Duration NO_WAIT = Duration.ofMillis(5);

  private TopicConsumers() {}

  static Consumer<byte[], byte[]> grouped(
      ConsumerFactory<?, ?> factory, TopicProperties topic, String group, String client) {
    return consumer(factory, topic, group, client, topic.fetch().maxWait());
  }

  /**
   * Creates a consumer without a group, for assigned partitions. Its records already exist; a fetch
   * that waited for more would delay the first fetch of the next partition.
   */
  static Consumer<byte[], byte[]> assigned(
      ConsumerFactory<?, ?> factory, TopicProperties topic, String client) {
    return consumer(factory, topic, null, client, NO_WAIT);
  }

  @SuppressWarnings("unchecked")
  private static Consumer<byte[], byte[]> consumer(
      ConsumerFactory<?, ?> factory,
      TopicProperties topic,
      String group,
      String client,
      Duration fetchWait) {
    Properties settings = new Properties();
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    // Sticky assignors never assign again after a topic is recreated with fewer partitions.
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RoundRobinAssignor.class.getName());
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(topic.sessionTimeout()));
    settings.put(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(topic.sessionTimeout().dividedBy(4)));
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(topic.maxPollInterval()));
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, millis(topic.metadataMaxAge()));
    TopicProperties.Fetching fetch = topic.fetch();
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, (int) fetch.minBytes().toBytes());
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, millis(fetchWait));
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, (int) fetch.maxBytes().toBytes());
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, fetch.maxRecords());
    // The deserializers above determine these types.
    return ((ConsumerFactory<byte[], byte[]>) factory)
        .createConsumer(group, client, null, settings);
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }
}
