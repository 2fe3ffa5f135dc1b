package io.loyalty.stream.reset;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows the topic of resets, {@code <prefix>.stream.resets}: one record for each that was ever
 * asked for. The last one of a stage says which application it runs as, on every instance; its
 * number is its offset, so that two that are asked for at once are two. Thread-safe.
 */
public final class ResetLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ResetLog.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int REQUEST_TIMEOUT_MS = 5_000;
  private static final int CALL_TIMEOUT_MS = 10_000;

  private final Map<String, Object> broker;
  private final ResetTopic topic;
  private final Map<String, Reset> latest = new ConcurrentHashMap<>();
  private final CountDownLatch known = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Consumer<String> listener = application -> {};
  private volatile @Nullable KafkaException fault;
  private volatile @Nullable KafkaConsumer<String, String> consumer;
  private @Nullable Thread follower;

  /**
   * Prepares to follow the topic.
   *
   * @param broker the settings for brokers and security, by Kafka's names
   * @param prefix the programme
   * @param replicationFactor the copies of the topic, if it has to be made
   */
  public ResetLog(Map<String, Object> broker, String prefix, int replicationFactor) {
    this.broker = Map.copyOf(broker);
    this.topic = new ResetTopic(broker, prefix + ".stream.resets", (short) replicationFactor);
  }

  /** What a record says; the rest is its key and its offset. */
  private record Said(@Nullable Instant from, String requestedBy, Instant requestedAt) {}

  /**
   * Begins to follow the topic in the background.
   *
   * @param listener is told of each reset that comes later, by the name of its application
   */
  public synchronized void start(Consumer<String> listener) {
    this.listener = listener;
    if (follower == null) {
      follower = new Thread(this::follow, "resets");
      follower.setDaemon(true);
      follower.start();
    }
  }

  /**
   * Returns the application that a stage runs as.
   *
   * @param application what all applications of the stage have in common
   * @throws ResetsUnknownException if the topic could not be read yet
   */
  public Application current(String application) {
    Reset reset = latest(application);
    return reset == null ? Application.first(application) : reset.made();
  }

  /**
   * Returns the last reset of a stage, or null if there was none.
   *
   * @throws ResetsUnknownException if the topic could not be read yet
   */
  public @Nullable Reset latest(String application) {
    if (known.getCount() == 0) {
      return latest.get(application);
    }
    try {
      if (!known.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ResetsUnknownException("it has not read %s yet".formatted(topic.name()), fault);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ResetsUnknownException(
          "it was stopped while it read %s".formatted(topic.name()), e);
    }
    return latest.get(application);
  }

  /**
   * Adds a reset, which all instances then follow.
   *
   * @return the reset with its number
   * @throws KafkaException if it was not taken, or it is not known whether it was
   */
  public Reset add(
      String application, @Nullable Instant from, String requestedBy, Instant requestedAt) {
    String said = JSON.writeValueAsString(new Said(from, requestedBy, requestedAt));
    try (var producer = new KafkaProducer<String, String>(producerSettings())) {
      long offset =
          producer.send(new ProducerRecord<>(topic.name(), 0, application, said)).get().offset();
      return new Reset(application, offset + 1, from, requestedBy, requestedAt);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka
          ? kafka
          : new KafkaException("Kafka's client failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }

  private Map<String, Object> producerSettings() {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, CALL_TIMEOUT_MS);
    return settings;
  }

  private void follow() {
    while (closed.getCount() > 0) {
      try {
        topic.make();
        read();
      } catch (WakeupException | InterruptException e) {
        LOG.debug("No longer follows {}.", topic.name());
        return;
      } catch (KafkaException e) {
        fault = e;
        LOG.debug("{} can't be read; tries again.", topic.name(), e);
      }
      pause();
    }
  }

  private void pause() {
    try {
      boolean ended = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debug("The pause is over; closed: {}.", ended);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
    var partition = new TopicPartition(topic.name(), 0);
    try (var reader = new KafkaConsumer<String, String>(settings)) {
      consumer = reader;
      reader.assign(List.of(partition));
      reader.seekToBeginning(List.of(partition));
      long end = reader.endOffsets(List.of(partition)).get(partition);
      while (closed.getCount() > 0) {
        if (reader.position(partition) >= end) {
          known.countDown();
        }
        reader.poll(POLL).forEach(this::take);
      }
    } finally {
      consumer = null;
    }
  }

  private void take(ConsumerRecord<String, String> record) {
    try {
      Said said = JSON.readValue(record.value(), Said.class);
      Reset reset =
          new Reset(
              record.key(),
              record.offset() + 1,
              said.from(),
              said.requestedBy(),
              said.requestedAt());
      Reset before = latest.get(reset.application());
      // After a fault, the topic is read from its start again.
      if (before == null || before.number() < reset.number()) {
        latest.put(reset.application(), reset);
        if (known.getCount() == 0) {
          listener.accept(reset.application());
        }
      }
    } catch (JacksonException | IllegalArgumentException e) {
      LOG.error(
          "{} at offset {} is no reset ({}); it is left out.",
          topic.name(),
          record.offset(),
          e.getClass().getSimpleName());
    }
  }

  /** Stops following, and waits a moment for it. */
  @Override
  public synchronized void close() {
    closed.countDown();
    Thread following = follower;
    if (following == null) {
      return;
    }
    KafkaConsumer<String, String> reading = consumer;
    if (reading == null) {
      following.interrupt();
    } else {
      // An interrupt would keep it from ending its session with the broker.
      reading.wakeup();
    }
    try {
      following.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
