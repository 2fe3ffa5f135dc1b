package io.loyalty.consumption.topic;

import io.loyalty.connections.KafkaSecurity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Writes the originals of dead letters to the topic that ingestion reads them from, in order. A
 * page that is not acknowledged is dropped with the producer, and sent again from its first record.
 * Not thread-safe.
 */
public final class RedriveTopic implements AutoCloseable {
  private static final int MAX_REQUEST_BYTES = 4 << 20;
  private static final long BUFFER_BYTES = 16L << 20;
  private static final Duration MOST_BLOCK = Duration.ofSeconds(5);

  private final Map<String, Object> settings;
  private final String name;
  private final List<Future<RecordMetadata>> unacknowledged = new ArrayList<>();
  private Producer<byte[], byte[]> producer;

  /** Connects, as the service's other clients do, when it first sends. */
  public RedriveTopic(ProducerFactory<?, ?> producers, TopicProperties topic, ConsumerNames names) {
    this.name = topic.prefix() + ".redrive";
    this.settings = new HashMap<>(producers.getConfigurationProperties());
    KafkaSecurity.check(settings);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, names.client("redrive"));
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    // With one request at a time no record overtakes another, and a new leader without the
    // producer's
    // state can't refuse an earlier one for ever.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MOST_BLOCK.toMillis());
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
  }

  /** Holds one record; the texts become UTF-8. */
  @SuppressWarnings("ArrayRecordComponent") // lent, never compared
  public record Outgoing(String key, byte[] value, Map<String, String> headers) {}

  /**
   * Begins to send records in order; the page before must be acknowledged or dropped.
   *
   * @throws TopicUnavailableException when Kafka does not take them; then the page is dropped
   */
  public void send(List<Outgoing> page) {
    try {
      if (producer == null) {
        producer =
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
      }
      for (Outgoing each : page) {
        unacknowledged.add(producer.send(record(each)));
      }
    } catch (KafkaException e) {
      drop();
      throw KafkaFaults.unavailable(e);
    }
  }

  /**
   * Waits at most so long until the page is acknowledged; returns whether it is.
   *
   * @throws TopicUnavailableException when Kafka refuses a record; then the page is dropped
   */
  public boolean isAcknowledged(Duration atMost) {
    long until = System.nanoTime() + atMost.toNanos();
    try {
      while (!unacknowledged.isEmpty()) {
        int last = unacknowledged.size() - 1;
        unacknowledged.get(last).get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        unacknowledged.remove(last);
      }
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | CancellationException e) {
      drop();
      throw KafkaFaults.unavailable(e.getCause() == null ? e : e.getCause());
    }
  }

  /** Gives the page up, of which some may be on the topic. */
  public void drop() {
    unacknowledged.clear();
    close();
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private ProducerRecord<byte[], byte[]> record(Outgoing outgoing) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(name, utf8(outgoing.key()), outgoing.value());
    outgoing.headers().forEach((header, text) -> record.headers().add(header, utf8(text)));
    return record;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
