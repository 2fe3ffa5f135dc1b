package io.loyalty.stream.stage;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.apache.kafka.streams.test.TestRecord;
import org.rocksdb.Env;
import org.rocksdb.Options;
import org.rocksdb.RocksMemEnv;

/**
 * Runs a stage in Kafka's own test driver: one partition for each topic, no broker, and a wall
 * clock that the test moves.
 */
public final class StageDriver implements AutoCloseable {
  /** Keeps RocksDB's files in memory, since the driver flushes all stores after each record. */
  public static final class InMemory implements RocksDBConfigSetter {
    private static final Env MEMORY = new RocksMemEnv(Env.getDefault());

    @Override
    public void setConfig(String store, Options options, Map<String, Object> settings) {
      options.setEnv(MEMORY);
    }

    @Override
    public void close(String store, Options options) {
      // The files of the next driver are there too.
    }
  }

  private final TopologyTestDriver driver;
  private final EventSerdes serdes = TestRegistry.serdes();
  private final Path state;

  public StageDriver(Stage stage, Path state, Instant now) {
    this(stage, state, now, occurredAt -> true);
  }

  /** Runs a stage that writes only what occurred at some times. */
  StageDriver(Stage stage, Path state, Instant now, Predicate<Instant> emitted) {
    this(stage, state, now, emitted, Map.of());
  }

  /** Runs a stage with settings of Kafka Streams, such as its handlers of faults. */
  public StageDriver(
      Stage stage, Path state, Instant now, Predicate<Instant> emitted, Map<String, Object> more) {
    this.state = state;
    var builder = new StreamsBuilder();
    stage.describe(
        new StageTopology(
            stage.name(),
            builder,
            TestRegistry.TYPES,
            serdes,
            new StageTopology.Settings(
                Duration.ofDays(3),
                UnaryOperator.identity(),
                event -> {},
                type -> {},
                topic -> 1,
                emitted)));
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, stage.name() + UUID.randomUUID());
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, InMemory.class);
    settings.putAll(more);
    this.driver = new TopologyTestDriver(builder.build(), settings, now);
  }

  /** Appends an event to its topic, taken by Kafka when it occurred. */
  public StageDriver send(SpecificRecord event) {
    return send(event, ContractTypes.occurredAt(event));
  }

  /** Appends an event to its topic, taken by Kafka at the given time. */
  @SuppressWarnings("unchecked")
  public <T extends SpecificRecord> StageDriver send(T event, Instant takenAt) {
    Class<T> type = (Class<T>) event.getClass();
    driver
        .createInputTopic(
            TestRegistry.TYPES.topic(type), new StringSerializer(), serdes.of(type).serializer())
        .pipeInput(new TestRecord<>(TestRegistry.TYPES.key(event), event, (Headers) null, takenAt));
    return this;
  }

  /** Moves the wall clock on, so that timers fire. */
  public StageDriver pass(Duration time) {
    driver.advanceWallClockTime(time);
    return this;
  }

  /** Returns what the stage has derived of a type since it was last asked. */
  public <T extends SpecificRecord> List<TestRecord<String, T>> records(Class<T> type) {
    return driver
        .createOutputTopic(
            TestRegistry.TYPES.topic(type),
            new StringDeserializer(),
            serdes.of(type).deserializer())
        .readRecordsToList();
  }

  /** Returns the events of {@link #records(Class)}. */
  public <T extends SpecificRecord> List<T> events(Class<T> type) {
    return records(type).stream().map(TestRecord::value).toList();
  }

  /** Returns Kafka's own driver, for what is not offered here. */
  public TopologyTestDriver kafka() {
    return driver;
  }

  /** Returns where the state is kept. */
  public Path state() {
    return state;
  }

  @Override
  public void close() {
    driver.close();
  }
}
