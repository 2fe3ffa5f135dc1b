package io.loyalty.ingestion.topic;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records by one idempotent producer that never gives a record up while the broker may come
 * back: records of one key stand on the topic in the order of the calls. Thread-safe.
 */
public final class Publisher implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final Unacknowledged unacknowledged = new Unacknowledged(System::nanoTime);

  Publisher(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Makes the producer; connects in the background.
   *
   * @param client brokers and security, as Kafka's client names them
   * @throws BrokenTopicException when Kafka's client refuses the configuration
   */
  public static Publisher open(Map<String, Object> client, TopicProperties topics) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicProperties.MAX_RECORD_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, topics.bufferMemory().toBytes());
    settings.put(ProducerConfig.LINGER_MS_CONFIG, topics.linger().toMillis());
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, topics.compression());
    try {
      return new Publisher(
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    } catch (KafkaException e) {
      throw new BrokenTopicException(
          "Kafka's client refuses its configuration: %s. Correct spring.kafka.*."
              .formatted(Faults.phrase(e)),
          e);
    }
  }

  /**
   * Sends a record; blocks while the buffer is full. What became of it is told later, on another
   * thread that must not be kept waiting, or at once.
   */
  public void publish(OutgoingRecord record, Consumer<Published> told) {
    ProducerRecord<byte[], byte[]> outgoing =
        new ProducerRecord<>(record.topic(), record.key(), record.value());
    record
        .headers()
        .forEach(
            (name, value) -> outgoing.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    long ticket = unacknowledged.add();
    try {
      var unused =
          producer.send(
              outgoing,
              (metadata, fault) -> {
                unacknowledged.remove(ticket);
                told.accept(published(record, fault));
              });
    } catch (KafkaException | IllegalStateException e) {
      // The producer is closed or broken; it has not called back.
      unacknowledged.remove(ticket);
      told.accept(published(record, e));
    }
  }

  /** How long the oldest record has waited for its acknowledgement; zero if none waits. */
  public Duration oldestUnacknowledged() {
    return unacknowledged.oldest();
  }

  /** Waits for acknowledgements, for that long; then what is left fails. */
  public void close(Duration grace) {
    producer.close(grace);
  }

  @Override
  public void close() {
    close(Duration.ZERO);
  }

  private static Published published(OutgoingRecord record, Exception fault) {
    if (fault == null) {
      return Published.ACKNOWLEDGED;
    }
    boolean refused =
        fault instanceof RecordTooLargeException || fault instanceof InvalidRecordException;
    return new Published(
        refused ? Published.Outcome.RECORD_REFUSED : Published.Outcome.FAILED,
        refused
            ? "the broker refuses the record of %d bytes (%s)"
                .formatted(record.value().length, fault.getClass().getSimpleName())
            : "topic %s: %s".formatted(record.topic(), Faults.phrase(fault)));
  }
}
