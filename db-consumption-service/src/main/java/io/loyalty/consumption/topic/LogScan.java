package io.loyalty.consumption.topic;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads parts of logs again: assigned, in no group, committed records only, and nothing is told to
 * Kafka. Not thread-safe.
 */
public final class LogScan implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogScan.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int FETCH_WAIT_MILLIS = 5;

  private final ConsumerFactory<?, ?> factory;
  private final TopicProperties topic;
  private org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;

  /** Makes its consumer at the first read. */
  public LogScan(ConsumerFactory<?, ?> factory, TopicProperties topic) {
    this.factory = factory;
    this.topic = topic;
  }

  /**
   * Hands over the records of [from, to) in their order, some at a time; offsets that no record
   * stands at are holes.
   *
   * @throws LogOutOfRangeException when the log no longer has them all
   * @throws TopicUnavailableException when Kafka does not answer
   */
  public void read(PartitionId partition, long from, long to, Consumer<List<FetchedRecord>> taker) {
    TopicPartition kafka = partition.kafka();
    try {
      if (consumer == null) {
        consumer = assigned();
      }
      consumer.assign(Set.of(kafka));
      consumer.seek(kafka, from);
      long position = from;
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (position < to) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        List<FetchedRecord> records =
            polled.records(kafka).stream()
                .filter(record -> record.offset() < to)
                .map(FetchedRecord::new)
                .toList();
        if (!records.isEmpty()) {
          taker.accept(records);
        }
        long now = consumer.position(kafka);
        if (now > position) {
          position = now;
          deadline = System.nanoTime() + PATIENCE.toNanos();
        } else if (System.nanoTime() - deadline > 0) {
          throw new TopicUnavailableException(
              "Kafka gave nothing of %s behind offset %d for %d s"
                  .formatted(partition, position, PATIENCE.toSeconds()),
              null);
        }
      }
    } catch (InvalidOffsetException e) {
      throw new LogOutOfRangeException(Set.of(partition), e instanceof LogTruncationException, e);
    } catch (KafkaException e) {
      throw new TopicUnavailableException(
          "Kafka does not answer (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }

  @Override
  public void close() {
    if (consumer == null) {
      return;
    }
    // Whoever stops this thread also wants the connections closed in order.
    boolean interrupted = Thread.interrupted();
    try {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    } catch (KafkaException e) {
      LOG.debug("The scan's consumer did not close in order", e);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("unchecked")
  private org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> assigned() {
    Properties settings = new Properties();
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    // All that is read is there; what waits for more holds up the next partition's first fetch.
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, (int) topic.fetch().maxBytes().toBytes());
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, topic.fetch().maxRecords());
    // The deserializers above are what makes the factory's types these.
    return ((ConsumerFactory<byte[], byte[]>) factory)
        .createConsumer(null, "db-consumption-scan", null, settings);
  }
}
