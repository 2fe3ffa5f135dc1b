package io.loyalty.stream.compare;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the committed records of a topic from its start to where it ended when it was opened, as
 * often as it is asked to. Confined to one thread.
 */
final class Results implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int CALL_TIMEOUT_MS = 10_000;
  private static final int MOST_SILENT = 30;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, Long> ends;

  /**
   * Opens a topic.
   *
   * @throws NoSuchTopicException if it is not there
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer
   */
  Results(Map<String, Object> broker, String topic) {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
    this.consumer = new KafkaConsumer<>(settings);
    try {
      this.partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new NoSuchTopicException(topic);
      }
      this.ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** Passes each value; records without one are left out. */
  void forEach(Consumer<byte[]> reader) {
    consumer.seekToBeginning(partitions);
    int silent = 0;
    while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      silent = records.isEmpty() ? silent + 1 : 0;
      if (silent > MOST_SILENT) {
        throw new TimeoutException("no record came for %d polls".formatted(MOST_SILENT));
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        byte @Nullable [] value = record.value();
        var partition = new TopicPartition(record.topic(), record.partition());
        if (value != null && record.offset() < ends.get(partition)) {
          reader.accept(value);
        }
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
