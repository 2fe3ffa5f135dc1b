package io.loyalty.ingestion.topic;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes records with an idempotent producer: records with the same key are on the topic in the
 * order of the calls. A producer that had a fatal error, or that could not deliver a record within
 * {@code ingestion.topic.delivery-timeout}, is replaced by a new one; all its unacknowledged
 * records have failed before, so that no record overtakes another. Thread-safe.
 */
public final class Publisher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Publisher.class);

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final Timer acknowledged;
  private final Unacknowledged unacknowledged = new Unacknowledged(System::nanoTime);
  private volatile Producer<byte[], byte[]> producer;
  private final AtomicReference<Producer<byte[], byte[]>> beingReplaced = new AtomicReference<>();
  private boolean isClosed;

  Publisher(Supplier<Producer<byte[], byte[]>> producers, MeterRegistry meters) {
    this.producers = producers;
    this.acknowledged = meters.timer("ingestion.publish");
    this.producer = producers.get();
  }

  /**
   * Creates the producer, which connects in the background.
   *
   * @param client the settings for brokers and security, by Kafka's names
   * @throws BrokenTopicException if Kafka's client refuses the configuration
   */
  public static Publisher open(
      Map<String, Object> client, TopicProperties topics, MeterRegistry meters) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    // With several requests in flight, a broker that has just become the leader may refuse the
    // first
    // batch of this producer, take a later one, and then refuse the first again and again.
    settings.putIfAbsent(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        Math.toIntExact(topics.deliveryTimeout().toMillis()));
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicProperties.MAX_RECORD_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, topics.bufferMemory().toBytes());
    settings.put(ProducerConfig.LINGER_MS_CONFIG, topics.linger().toMillis());
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, topics.compression());
    try {
      return new Publisher(
          () -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
          meters);
    } catch (KafkaException e) {
      throw new BrokenTopicException(
          "Kafka's client refuses its configuration: %s. Correct spring.kafka.*."
              .formatted(Faults.phrase(e)),
          e);
    }
  }

  /**
   * Sends a record; blocks while the buffer is full. The outcome is reported at once, or later on a
   * thread that must not be blocked.
   */
  public void publish(OutgoingRecord record, Consumer<Published> told) {
    ProducerRecord<byte[], byte[]> outgoing =
        new ProducerRecord<>(record.topic(), record.key(), record.value());
    record
        .headers()
        .forEach(
            (name, value) -> outgoing.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    long ticket = unacknowledged.add(record.topic());
    Producer<byte[], byte[]> current = producer;
    try {
      var unused =
          current.send(
              outgoing,
              (metadata, fault) -> {
                Duration waited = unacknowledged.remove(ticket);
                if (fault == null) {
                  acknowledged.record(waited);
                }
                told.accept(published(record, fault));
                if (fault instanceof TimeoutException) {
                  replaceLater(current, fault);
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      // The producer is closed or had a fatal error, and has not called back.
      unacknowledged.remove(ticket);
      told.accept(published(record, replace(current, e)));
    }
  }

  /** Returns the record that has waited longest for its acknowledgement, if any. */
  public Optional<Waiting> oldestUnacknowledged() {
    return unacknowledged.oldest();
  }

  /** Waits this long for acknowledgements; the records that are left fail. */
  public void close(Duration grace) {
    synchronized (this) {
      isClosed = true;
    }
    producer.close(grace);
  }

  @Override
  public void close() {
    close(Duration.ZERO);
  }

  /** Not on the producer's own thread, on which it can't wait until all its records have failed. */
  private void replaceLater(Producer<byte[], byte[]> broken, Exception fault) {
    if (beingReplaced.getAndSet(broken) != broken) {
      new Thread(() -> replace(broken, fault), "replace-producer").start();
    }
  }

  /**
   * Replaces a producer, and returns why its records have failed. Where another one can't be made,
   * as while no broker's name is resolved, the closed one is left, with which the next record fails
   * in the same way.
   */
  private synchronized Exception replace(Producer<byte[], byte[]> broken, Exception fault) {
    if (isClosed || producer != broken) {
      return fault;
    }
    log.error("Kafka's producer is replaced after an error: {}.", Faults.phrase(fault));
    // The old one first: what is sent meanwhile fails like what is in work.
    broken.close(Duration.ZERO);
    try {
      producer = producers.get();
      return fault;
    } catch (KafkaException e) {
      log.error("Kafka's producer can't be made again yet: {}.", Faults.phrase(e));
      return e;
    }
  }

  private static Published published(OutgoingRecord record, Exception fault) {
    if (fault == null) {
      return Published.ACKNOWLEDGED;
    }
    if (fault instanceof RecordTooLargeException
        || fault instanceof InvalidRecordException
        || fault instanceof InvalidTimestampException) {
      return new Published(
          Published.Outcome.RECORD_REFUSED,
          "the broker refuses the record of %d bytes (%s)"
              .formatted(record.value().length, fault.getClass().getSimpleName()));
    }
    boolean ofTopic =
        fault instanceof TopicAuthorizationException
            || fault instanceof InvalidTopicException
            || fault instanceof UnknownTopicOrPartitionException
            || fault instanceof PolicyViolationException;
    return new Published(
        ofTopic ? Published.Outcome.TOPIC_REFUSED : Published.Outcome.FAILED,
        "topic %s: %s".formatted(record.topic(), Faults.phrase(fault)));
  }
}
