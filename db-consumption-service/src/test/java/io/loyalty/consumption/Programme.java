package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.proof.Reconcile;
import io.loyalty.consumption.proof.ReconciliationResult;
import io.loyalty.consumption.warehouse.tables.MigratedDatabase;
import io.loyalty.localstack.LocalStack;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.registry.RegistryOptions;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Gives a test its own loyalty programme, with topics, schemas and a warehouse. */
final class Programme implements AutoCloseable {
  static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();
  private static final Map<String, EventType> TYPES =
      CATALOGUE.allTypes().stream().collect(Collectors.toMap(EventType::name, Function.identity()));

  private final LocalStack stack;
  private final String name;
  private final String jdbcUrl;
  private final SchemaRegistry registry;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private final JdbcClient jdbc;

  /** Creates a programme whose tables exist already. */
  Programme(LocalStack stack, String name) {
    this(stack, name, MigratedDatabase::create);
  }

  /** Creates a programme whose tables the service creates. */
  static Programme onAnEmptyDatabase(LocalStack stack, String name) {
    return new Programme(
        stack,
        name,
        (on, database) -> client(on.jdbcUrl()).sql("CREATE DATABASE " + database).update());
  }

  private Programme(LocalStack stack, String name, BiConsumer<LocalStack, String> createDatabase) {
    this.stack = stack;
    this.name = name;
    this.jdbcUrl = stack.jdbcUrl().replace("/warehouse", "/" + name);
    this.registry = new SchemaRegistry(RegistryOptions.of(stack.registryUrl()));
    this.admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers()));
    this.producer = producer(Map.of());
    createDatabase.accept(stack, name);
    this.jdbc = client(jdbcUrl);
  }

  /** Creates the topics of all types as ingestion does: the broker sets the records' timestamps. */
  Programme withTopics(int partitions) {
    List<NewTopic> topics = new ArrayList<>();
    CATALOGUE.eventTypes().forEach(type -> topics.add(newTopic(type.name(), partitions)));
    CATALOGUE.derivedTypes().forEach(type -> topics.add(newTopic(type.name(), partitions)));
    CATALOGUE.pipelineTypes().forEach(type -> topics.add(newTopic(type.name(), 1)));
    done(admin.createTopics(topics).all());
    return this;
  }

  /** Returns how many partitions the topics have together, each of an event type so many. */
  static int partitions(int each) {
    int pipeline = CATALOGUE.pipelineTypes().size();
    return each * (CATALOGUE.allTypes().size() - pipeline) + pipeline;
  }

  void createTopic(String type, int partitions) {
    done(admin.createTopics(List.of(newTopic(type, partitions))).all());
  }

  /** Creates a topic with the brokers that each of its partitions has replicas on. */
  void createTopic(String type, Map<Integer, List<Integer>> brokers) {
    NewTopic topic = new NewTopic(topic(type), brokers).configs(newTopic(type, 1).configs());
    done(admin.createTopics(List.of(topic)).all());
  }

  /** Lets Kafka create its topic of the groups now, where there is none, on the brokers of now. */
  void makeGroupsKnown() {
    done(admin.listConsumerGroupOffsets("nobody").partitionsToOffsetAndMetadata());
  }

  /** Lets the producers set the timestamps of a topic's records. */
  void takeSendersTimes(String type) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic(type));
    ConfigEntry sendersTime =
        new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    done(
        admin
            .incrementalAlterConfigs(
                Map.of(resource, List.of(new AlterConfigOp(sendersTime, AlterConfigOp.OpType.SET))))
            .all());
  }

  private NewTopic newTopic(String type, int partitions) {
    return new NewTopic(topic(type), partitions, (short) 1)
        .configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
  }

  /** Adds partitions to a topic, up to this total. */
  void addPartitions(String type, int total) {
    done(admin.createPartitions(Map.of(topic(type), NewPartitions.increaseTo(total))).all());
  }

  /** Returns when the broker has no log of the topic, which is after it has acknowledged. */
  void deleteTopic(String type) {
    done(admin.deleteTopics(List.of(topic(type))).all());
    await("no log of %s is left".formatted(type))
        .atMost(Duration.ofMinutes(3))
        .until(() -> !logs().contains(topic(type)));
  }

  /** Returns the topics of which the broker has a log. */
  private Set<String> logs() {
    int broker = done(admin.describeCluster().nodes()).iterator().next().id();
    return done(admin.describeLogDirs(List.of(broker)).allDescriptions())
        .get(broker)
        .values()
        .stream()
        .flatMap(directory -> directory.replicaInfos().keySet().stream())
        .map(TopicPartition::topic)
        .collect(Collectors.toSet());
  }

  /** Starts the service for this programme. */
  ConfigurableApplicationContext start(String... properties) {
    return startWith(ConsumptionApplication.class, properties);
  }

  /** Starts the service with further beans, which may be primary ones. */
  ConfigurableApplicationContext startWith(Class<?> beans, String... properties) {
    return new SpringApplicationBuilder(ConsumptionApplication.class, beans)
        .run(
            Stream.concat(
                    Stream.of("--server.port=0", "--management.server.port=0"),
                    arguments(properties).stream())
                .toArray(String[]::new));
  }

  /** Returns the arguments of the service; the given properties replace the usual ones. */
  List<String> arguments(String... properties) {
    Map<String, String> all = new LinkedHashMap<>();
    Stream.concat(
            Stream.of(
                "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
                "spring.datasource.url=" + jdbcUrl,
                "consumption.registry.url=" + stack.registryUrl(),
                "consumption.topic.prefix=" + name,
                "consumption.api.tokens=" + Api.TOKENS,
                "consumption.api.anonymous-reading=true",
                "consumption.topic.metadata-max-age=500ms",
                "consumption.flow.retry-held=500ms",
                "consumption.flow.back-off-most=500ms",
                "consumption.flow.idle-refresh=500ms",
                "consumption.flow.idle-rate=1000"),
            Stream.of(properties))
        .forEach(each -> all.put(each.substring(0, each.indexOf('=')), "--" + each));
    return List.copyOf(all.values());
  }

  /** Returns the URL of the warehouse for its owner. */
  String jdbcUrl() {
    return jdbcUrl;
  }

  /** Returns the URL of the warehouse with another port. */
  String jdbcUrl(int port) {
    return jdbcUrl.replace(":" + stack.postgresPort() + "/", ":" + port + "/");
  }

  /** Creates another database on the same server for a second warehouse, and returns its URL. */
  String createDatabase(String database) {
    client(stack.jdbcUrl()).sql("CREATE DATABASE " + database).update();
    return stack.jdbcUrl().replace("/warehouse", "/" + database);
  }

  /** Checks by counts and offset by offset that nothing which was loaded is unaccounted for. */
  void assertNothingIsUnaccountedFor(ConfigurableApplicationContext service) {
    Reconcile reconcile = service.getBean(Reconcile.class);
    for (boolean deep : List.of(false, true)) {
      assertThat(reconcile.run(Optional.empty(), deep).partitions())
          .filteredOn(each -> each.unaccounted() != 0)
          .as("unaccounted for, deep: %s", deep)
          .isEmpty();
    }
  }

  /** Reconciles a type, by counts as the schedule does or deep. */
  ReconciliationResult reconcile(
      ConfigurableApplicationContext service, String type, boolean deep) {
    return service.getBean(Reconcile.class).run(Optional.of(type), deep);
  }

  /** Returns the type of events, or of the pipeline's own records, with this name. */
  static EventType type(String name) {
    return Optional.ofNullable(TYPES.get(name)).orElseThrow();
  }

  String topic(String type) {
    return name + "." + type;
  }

  /** Publishes an event. */
  RecordMetadata send(Event event) {
    return send(event, producer);
  }

  RecordMetadata send(Event event, KafkaProducer<byte[], byte[]> with) {
    return done(with.send(record(event)));
  }

  /** Publishes an event with additional headers, as ingestion does. */
  RecordMetadata send(Event event, Map<String, String> headers) {
    ProducerRecord<byte[], byte[]> record = record(event);
    headers.forEach(
        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return done(producer.send(record));
  }

  /** Publishes an event with this timestamp; the topic must keep the producers' timestamps. */
  RecordMetadata sendAt(Event event, Instant time) {
    ProducerRecord<byte[], byte[]> now = record(event);
    return done(
        producer.send(
            new ProducerRecord<>(
                now.topic(), now.partition(), time.toEpochMilli(), now.key(), now.value())));
  }

  /** Deletes the records before an offset, as retention does. */
  void deleteRecords(String type, int partition, long before) {
    done(
        admin
            .deleteRecords(
                Map.of(
                    new TopicPartition(topic(type), partition),
                    RecordsToDelete.beforeOffset(before)))
            .all());
  }

  /** Returns the directory of a partition's log. */
  Path logDirectory(String type, int partition) {
    TopicPartition wanted = new TopicPartition(topic(type), partition);
    List<Integer> brokers = done(admin.describeCluster().nodes()).stream().map(Node::id).toList();
    return done(admin.describeLogDirs(brokers).allDescriptions()).values().stream()
        .flatMap(directories -> directories.entrySet().stream())
        .filter(directory -> directory.getValue().replicaInfos().containsKey(wanted))
        .map(directory -> Path.of(directory.getKey()).resolve(wanted.toString()))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the offset of the partition's next record. */
  long logEnd(String type, int partition) {
    TopicPartition wanted = new TopicPartition(topic(type), partition);
    return done(admin.listOffsets(Map.of(wanted, OffsetSpec.latest())).all()).get(wanted).offset();
  }

  /** Publishes all events. */
  void sendAll(List<Event> events) {
    List<Future<RecordMetadata>> sent =
        events.stream().map(event -> producer.send(record(event))).toList();
    sent.forEach(Programme::done);
  }

  /** Publishes any bytes to the topic of a type. */
  RecordMetadata sendBytes(String type, int partition, byte[] value) {
    return done(producer.send(new ProducerRecord<>(topic(type), partition, null, value)));
  }

  KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> settings =
        new HashMap<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers()));
    // The leader of a new partition may refuse the first batch and take the second, and would then
    // refuse the first for ever.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.putAll(more);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  int schemaId(EventType type) {
    return registry.register(type.subject(name), type.schemas().current());
  }

  Warehouse warehouse() {
    return new Warehouse(jdbc, name);
  }

  /** Returns the warehouse of this programme in another database. */
  Warehouse warehouse(String url) {
    return new Warehouse(client(url), name);
  }

  /**
   * Removes the topics and the database; the service must have ended. Otherwise the broker and the
   * server would have more and more to look after.
   */
  @Override
  public void close() {
    producer.close();
    List<String> topics =
        done(admin.listTopics().names()).stream()
            .filter(each -> each.startsWith(name + "."))
            .toList();
    done(admin.deleteTopics(topics).all());
    admin.close();
    client(stack.jdbcUrl()).sql("DROP DATABASE %s WITH (FORCE)".formatted(name)).update();
  }

  private ProducerRecord<byte[], byte[]> record(Event event) {
    EventType type = type(event.type());
    return new ProducerRecord<>(
        topic(event.type()), event.partition(), event.key(), event.bytes(schemaId(type, event)));
  }

  /** Registers the current schema's text byte for byte, or an older schema as the record has it. */
  private int schemaId(EventType type, Event event) {
    return event.isOfCurrentSchema()
        ? schemaId(type)
        : registry.register(type.subject(name), event.record().getSchema().toString());
  }

  private static JdbcClient client(String url) {
    return JdbcClient.create(new DriverManagerDataSource(url, "postgres", ""));
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
}
