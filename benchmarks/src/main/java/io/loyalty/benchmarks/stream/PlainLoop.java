package io.loyalty.benchmarks.stream;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Runs the limit as a process: reads the topics of a stage, decodes each record, and writes as many
 * records as the stage has to, exactly once, with commits as often as the stage's. It keeps and
 * joins nothing. Its arguments are the brokers, the registry, the prefix and the stage.
 */
public final class PlainLoop {
  private static final Duration COMMIT = Duration.ofMillis(100);
  private static final Duration POLL = Duration.ofMillis(100);

  /** As Kafka Streams has it. */
  private static final int MOST_POLLED = 1_000;

  /** It is suspended while its topics are filled. */
  private static final int PATIENCE_MS = 600_000;

  private final StageLoad load;
  private final TypedRecords records;
  private final KafkaConsumer<String, byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private final Map<String, Class<? extends SpecificRecord>> types;
  private final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();

  private PlainLoop(String brokers, URI registry, String prefix, String stage) {
    this.load = StageLoad.of(stage);
    this.records = new TypedRecords(registry, prefix);
    this.types = load.inputs().stream().collect(Collectors.toMap(records::topic, each -> each));
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.GROUP_ID_CONFIG,
                prefix,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                MOST_POLLED,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                300_000,
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                PATIENCE_MS),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, prefix,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, PATIENCE_MS,
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
                ProducerConfig.LINGER_MS_CONFIG, 5),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Runs until the process is told to end. */
  public static void main(String[] args) {
    new PlainLoop(args[0], URI.create(args[1]), args[2], args[3]).run();
  }

  private void run() {
    producer.initTransactions();
    consumer.subscribe(types.keySet());
    long committed = System.nanoTime();
    while (true) {
      ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
      if (!polled.isEmpty() && read.isEmpty()) {
        producer.beginTransaction();
      }
      polled.forEach(this::copy);
      read.putAll(polled.nextOffsets());
      if (!read.isEmpty() && System.nanoTime() - committed >= COMMIT.toNanos()) {
        producer.sendOffsetsToTransaction(read, consumer.groupMetadata());
        producer.commitTransaction();
        read.clear();
        committed = System.nanoTime();
      }
    }
  }

  // The commit fails with whatever a record failed with.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void copy(ConsumerRecord<String, byte[]> record) {
    SpecificRecord event =
        records.serde(types.get(record.topic())).deserialize(record.topic(), record.value());
    Optional<SpecificRecord> made = load.plain(event);
    if (made.isPresent()) {
      producer.send(
          new ProducerRecord<>(
              records.topic(made.get().getClass()),
              TypedRecords.key(made.get()),
              records.bytes(made.get())));
    }
  }
}
