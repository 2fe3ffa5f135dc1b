package io.loyalty.ingestion.source.redrive;

import io.loyalty.ingestion.source.BrokenSourceException;
import io.loyalty.ingestion.source.MessageSink;
import io.loyalty.ingestion.source.Source;
import io.loyalty.ingestion.source.SourceUnavailableException;
import io.loyalty.ingestion.source.WorkWindow;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topic of dead letters that come back: each record is a message, and holds all that is to be
 * known of it. Its offset is committed once everything before it is settled, so that a record may
 * come again after a crash, and none is left out. Thread-safe.
 */
public final class RedriveSource implements Source {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_RECORDS = 200;

  private final String topic;
  private final String group;
  private final RedriveProperties properties;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final WorkWindow window;
  private final Clock clock;
  private volatile RedriveReading reading;
  private volatile Thread thread;

  private RedriveSource(
      String prefix,
      RedriveProperties properties,
      Map<String, Object> settings,
      WorkWindow window,
      Clock clock) {
    this.topic = prefix + ".redrive";
    this.group = prefix + ".ingestion-redrive";
    this.properties = properties;
    this.window = window;
    this.clock = clock;
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    this.consumers =
        () ->
            new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Connects at {@link #prove()}, not here.
   *
   * @param client brokers and security, as Kafka's client names them
   * @param prefix the programme
   * @param window bounds what is in work
   */
  public static RedriveSource of(
      Map<String, Object> client,
      String prefix,
      RedriveProperties properties,
      WorkWindow window,
      Clock clock) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.merge(
        ConsumerConfig.CLIENT_ID_CONFIG, "redrive", (name, suffix) -> name + "-" + suffix);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // A redrive that was written before the group first read is to be done as well.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
    // After a crash the partition is free again so soon.
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
    return new RedriveSource(prefix, properties, settings, window, clock);
  }

  @Override
  public void prove() {
    try {
      Consumer<byte[], byte[]> consumer = consumers.get();
      try {
        if (consumer.partitionsFor(topic, PATIENCE).isEmpty()) {
          throw new SourceUnavailableException("topic %s is not there yet".formatted(topic), null);
        }
        consumer.committed(Set.of(new TopicPartition(topic, 0)), PATIENCE);
      } finally {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
      }
    } catch (RetriableException e) {
      throw new SourceUnavailableException(
          "topic %s can't be read: %s".formatted(topic, e.getMessage()), e);
    } catch (KafkaException e) {
      throw new BrokenSourceException(
          "Topic %s can't be read in the consumer group %s: %s (%s). Permit it, or set ingestion.redrive.enabled=false."
              .formatted(topic, group, e.getMessage(), e.getClass().getSimpleName()),
          e);
    }
  }

  @Override
  public void start(MessageSink sink) {
    reading =
        new RedriveReading(
            topic, consumers, window, properties.commitInterval(), clock, sink.ofRedrives());
    thread = new Thread(reading, "redrive");
    thread.start();
  }

  @Override
  public void stop() {
    RedriveReading running = reading;
    if (running == null) {
      return;
    }
    try {
      running.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close(Duration grace) {
    RedriveReading running = reading;
    if (running == null) {
      return;
    }
    running.close();
    try {
      thread.join(Math.max(1, grace.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
