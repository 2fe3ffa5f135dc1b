package io.loyalty.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.face.TokenHash;
import io.loyalty.localstack.LocalStack;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.registry.RegistryOptions;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.loyalty.schemas.wire.AvroSerde;
import io.loyalty.stream.run.StageState;
import io.loyalty.stream.run.Stages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A loyalty programme of a test's own: topics and schemas that no other test has. */
public final class Programme implements AutoCloseable {
  public static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();

  /** What allows to act, in every test. */
  public static final String TOKEN = "a-token-of-tests-that-is-long-enough";

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final LocalStack stack;
  private final String name;
  private final Path state;
  private final SchemaRegistry registry;
  private final Admin admin;
  private final KafkaProducer<String, byte[]> producer;
  private final Map<Class<?>, AvroSerde<?>> serdes = new HashMap<>();
  private int instances;

  public Programme(LocalStack stack, String name, Path state) {
    this.stack = stack;
    this.name = name;
    this.state = state;
    this.registry = new SchemaRegistry(RegistryOptions.of(stack.registryUrl()));
    this.admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers()));
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.bootstrapServers(),
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Makes the topics of all types and registers their schemas, as ingestion-service does. */
  public Programme withTopics() {
    List<NewTopic> topics = new ArrayList<>();
    for (EventType type : CATALOGUE.allTypes()) {
      topics.add(
          new NewTopic(type.topicName(name), type.topic().partitions(), (short) 1)
              .configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime")));
      registry.register(type.subject(name), type.schemas().current());
    }
    done(admin.createTopics(topics).all());
    return this;
  }

  /** Starts an instance of the service with a state of its own; does not wait for its stages. */
  public ConfigurableApplicationContext start(String... properties) {
    return new SpringApplicationBuilder(StreamApplication.class)
        .run(
            Stream.concat(
                    Stream.of("--server.port=0", "--management.server.port=0"),
                    arguments(properties).stream())
                .toArray(String[]::new));
  }

  /** What an instance is started with on this programme; later ones of a name win. */
  public List<String> arguments(String... properties) {
    Map<String, String> all = new LinkedHashMap<>();
    Stream.concat(
            Stream.of(
                "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
                "stream.registry.url=" + stack.registryUrl(),
                "stream.prefix=" + name,
                "stream.replication-factor=1",
                "stream.state-directory=" + state.resolve("instance-" + ++instances),
                "stream.api.tokens=tester:act:" + TokenHash.of(TOKEN),
                "stream.api.anonymous-reading=true"),
            Stream.of(properties))
        .forEach(each -> all.put(each.substring(0, each.indexOf('=')), "--" + each));
    return List.copyOf(all.values());
  }

  /** Waits until all stages of an instance are running. */
  public static void awaitRunning(ConfigurableApplicationContext service) {
    Stages stages = service.getBean(Stages.class);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stages.status())
                    .isNotEmpty()
                    .allSatisfy(stage -> assertThat(stage.state()).isEqualTo(StageState.RUNNING)));
  }

  /** Puts an event on its topic, keyed as ingestion-service does. */
  public <T extends SpecificRecord> void send(T event) {
    send(event, topic(event.getClass()));
  }

  /** Puts an event on any topic, keyed as on its own. */
  public <T extends SpecificRecord> void send(T event, String topic) {
    EventType type = type(event.getClass());
    String key =
        type.topic().keyFields().stream()
            .map(field -> event.get(event.getSchema().getField(field).pos()))
            .filter(value -> value != null)
            .findFirst()
            .orElseThrow()
            .toString();
    done(producer.send(new ProducerRecord<>(topic, key, bytes(event))));
  }

  /** Puts any bytes on the topic of a type. */
  public void sendBytes(Class<? extends SpecificRecord> type, String key, byte[] value) {
    done(producer.send(new ProducerRecord<>(topic(type), key, value)));
  }

  /** Returns the groups of the programme. */
  public Set<String> groups() {
    return done(admin.listGroups().all()).stream()
        .map(GroupListing::groupId)
        .filter(group -> group.startsWith(name + "."))
        .collect(Collectors.toSet());
  }

  /** Returns the topics of the programme. */
  public Set<String> topics() {
    return done(admin.listTopics().names()).stream()
        .filter(topic -> topic.startsWith(name + "."))
        .collect(Collectors.toSet());
  }

  /** Puts a record on its topic as it is. */
  public void send(ProducerRecord<String, byte[]> record) {
    done(producer.send(record));
  }

  /** Returns all committed records of a topic, partition by partition, in their order. */
  public List<ConsumerRecord<String, byte[]>> committed(String topic) {
    return committed(topic, new ByteArrayDeserializer());
  }

  /** Returns the settings of a topic that were made for it, and its number of partitions. */
  public Map<String, String> settings(String topic) {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Map<String, String> settings = new HashMap<>();
    done(admin.describeConfigs(List.of(resource)).all()).get(resource).entries().stream()
        .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
        .forEach(entry -> settings.put(entry.name(), entry.value()));
    settings.put(
        "partitions",
        String.valueOf(
            done(admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .partitions()
                .size()));
    return settings;
  }

  /** Returns all committed events of a type, partition by partition, in the order of its topic. */
  public <T extends SpecificRecord> List<T> committed(Class<T> type) {
    return committed(type, topic(type));
  }

  /** Returns all committed events of a type on a topic that is not its own. */
  public <T extends SpecificRecord> List<T> committed(Class<T> type, String topic) {
    return committed(topic, serde(type)).stream().map(ConsumerRecord::value).toList();
  }

  private <T> List<ConsumerRecord<String, T>> committed(String topic, Deserializer<T> values) {
    try (KafkaConsumer<String, T> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new StringDeserializer(),
            values)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, T>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  /** Waits until there are so many committed events of a type, and returns them. */
  public <T extends SpecificRecord> List<T> awaitCommitted(Class<T> type, int count) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> committed(type), events -> events.size() >= count);
  }

  /** Returns how many records of a type's topic a stage has read, and committed that it has. */
  public long read(String stage, Class<? extends SpecificRecord> type) {
    return done(
            admin
                .listConsumerGroupOffsets("%s.stream.%s".formatted(name, stage))
                .partitionsToOffsetAndMetadata())
        .entrySet()
        .stream()
        .filter(each -> each.getKey().topic().equals(topic(type)))
        .mapToLong(each -> each.getValue().offset())
        .sum();
  }

  public String topic(Class<? extends SpecificRecord> type) {
    return type(type).topicName(name);
  }

  private static EventType type(Class<?> type) {
    return CATALOGUE.allTypes().stream()
        .filter(each -> each.avro().getFullName().equals(type.getName()))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the value of an event's record. */
  @SuppressWarnings("unchecked")
  public <T extends SpecificRecord> byte[] bytes(T event) {
    return serde((Class<T>) event.getClass()).serialize(topic(event.getClass()), event);
  }

  @SuppressWarnings("unchecked")
  private <T extends SpecificRecord> AvroSerde<T> serde(Class<T> type) {
    EventType contract = type(type);
    return (AvroSerde<T>)
        serdes.computeIfAbsent(
            type,
            key ->
                new AvroSerde<>(
                    type,
                    registry::schema,
                    () ->
                        registry
                            .find(contract.subject(name), contract.schemas().current())
                            .orElseThrow()));
  }

  private static <T> T done(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
