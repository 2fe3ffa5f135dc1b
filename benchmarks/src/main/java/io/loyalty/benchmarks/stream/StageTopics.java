package io.loyalty.benchmarks.stream;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.registry.RegistryOptions;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.loyalty.schemas.wire.CloudEventHeaders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Fills the topics of one contender as ingestion-service does, and counts what it has written. */
final class StageTopics implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;
  private final TypedRecords records;
  private final Set<String> inputs;
  private final Iterator<SpecificRecord> events;
  private final KafkaProducer<String, byte[]> producer;
  private long expected;

  private StageTopics(
      String bootstrapServers,
      TypedRecords records,
      Set<String> inputs,
      Iterator<SpecificRecord> events,
      KafkaProducer<String, byte[]> producer) {
    this.bootstrapServers = bootstrapServers;
    this.records = records;
    this.inputs = inputs;
    this.events = events;
    this.producer = producer;
  }

  /** Creates the topics of all types and registers their schemas, as ingestion-service does. */
  static StageTopics create(
      String bootstrapServers, URI registry, String prefix, StageLoad load, Instant first)
      throws ExecutionException, InterruptedException {
    List<EventType> types = EventCatalogue.fromClasspath().allTypes();
    var schemas = new SchemaRegistry(RegistryOptions.of(registry));
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin
          .createTopics(
              types.stream()
                  .map(
                      type ->
                          new NewTopic(type.topicName(prefix), type.topic().partitions(), (short) 1)
                              .configs(
                                  Map.of(
                                      TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime")))
                  .toList())
          .all()
          .get();
    }
    types.forEach(type -> schemas.register(type.subject(prefix), type.schemas().current()));
    var records = new TypedRecords(registry, prefix);
    return new StageTopics(
        bootstrapServers,
        records,
        load.inputs().stream().map(records::topic).collect(Collectors.toSet()),
        load.events(first),
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                20),
            new StringSerializer(),
            new ByteArraySerializer()));
  }

  /** Appends this number of events to the topics of their types. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void fill(int count, StageLoad load) {
    var fault = new AtomicReference<Exception>();
    for (int i = 0; i < count; i++) {
      SpecificRecord event = events.next();
      expected += load.plain(event).isPresent() ? 1 : 0;
      producer.send(
          new ProducerRecord<>(
              records.topic(event.getClass()),
              null,
              TypedRecords.key(event),
              records.bytes(event),
              headers(event)),
          (done, failed) -> {
            if (failed != null) {
              fault.set(failed);
            }
          });
    }
    producer.flush();
    if (fault.get() != null) {
      throw new IllegalStateException("the topics can't be filled", fault.get());
    }
  }

  private static RecordHeaders headers(SpecificRecord event) {
    var headers = new RecordHeaders();
    CloudEventHeaders.of(
            event.get(0).toString(),
            TypedRecords.type(event.getClass()).name(),
            "/benchmarks",
            ((Instant) event.get(1)).toString(),
            Map.of(),
            Map.of())
        .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
    return headers;
  }

  /** Returns the names of the topics that the stage reads. */
  Set<String> inputs() {
    return inputs;
  }

  /** Returns how many events the loop has to write for what was filled in so far. */
  long expected() {
    return expected;
  }

  /** Returns the committed events of a type, each id once or several times, with their count. */
  Map<Object, Integer> written(Class<? extends SpecificRecord> type) {
    Map<Object, Integer> written = new HashMap<>();
    try (KafkaConsumer<String, ? extends SpecificRecord> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new StringDeserializer(),
            records.serde(type))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(records.topic(type)).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<String, ? extends SpecificRecord> record : consumer.poll(POLL)) {
          written.merge(record.value().get(0), 1, Integer::sum);
        }
      }
    }
    return written;
  }

  @Override
  public void close() {
    producer.close();
  }
}
