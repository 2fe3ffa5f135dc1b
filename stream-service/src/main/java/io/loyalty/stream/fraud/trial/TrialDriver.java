package io.loyalty.stream.fraud.trial;

import io.loyalty.events.CouponRedeemed;
import io.loyalty.events.DeviceLogin;
import io.loyalty.events.FraudSuspected;
import io.loyalty.events.PointsCollected;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.RewardRedeemed;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.stream.fraud.FraudStage;
import io.loyalty.stream.fraud.rule.FraudProperties;
import io.loyalty.stream.stage.ContractTypes;
import io.loyalty.stream.stage.EventSerdes;
import io.loyalty.stream.stage.StageTopology;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Runs the stage as it is in Kafka's test driver. Each event arrives when it occurred, or with the
 * latest one before it in the file if that occurred later. The wall clock of the stage follows, so
 * that it forgets what is over. For use by one thread.
 */
final class TrialDriver implements AutoCloseable {
  private static final String PREFIX = "trial";
  private static final int RECEIVED_AT = 3;
  private static final int OCCURRED_AT = 1;
  private static final int DRAINED_EVERY = 1_000;

  /** Each step lets the stage look through what it remembers: short to what it remembers it for. */
  private static final Duration CLOCK_STEP = Duration.ofHours(1);

  private static final Set<Class<? extends SpecificRecord>> READ =
      Set.of(
          PurchaseTransaction.class,
          PointsCollected.class,
          RewardRedeemed.class,
          CouponRedeemed.class,
          DeviceLogin.class);

  private final ContractTypes types;
  private final EventSerdes serdes;
  private final FraudProperties rules;
  private final TopologyTestDriver driver;
  private final Map<String, Input<?>> inputs;
  private final TestOutputTopic<String, FraudSuspected> alerts;
  private Instant now = Instant.MIN;
  private Instant clock = Instant.EPOCH;
  private long sent;

  TrialDriver(FraudProperties rules, Map<Integer, String> schemas, Path state) {
    EventCatalogue catalogue = EventCatalogue.fromClasspath();
    this.rules = rules;
    this.types = new ContractTypes(catalogue, PREFIX);
    this.serdes = new TrialSchemas(catalogue, schemas).serdes(types);
    this.driver = driver(state);
    this.inputs =
        READ.stream().collect(Collectors.toMap(type -> types.of(type).name(), this::input));
    this.alerts =
        driver.createOutputTopic(
            types.topic(FraudSuspected.class),
            new StringDeserializer(),
            serdes.of(FraudSuspected.class).deserializer());
  }

  private TopologyTestDriver driver(Path state) {
    StreamsBuilder builder = new StreamsBuilder();
    FraudStage.inMemory(rules, new SimpleMeterRegistry(), Clock.systemUTC())
        .describe(
            new StageTopology(
                FraudStage.NAME,
                builder,
                types,
                serdes,
                new StageTopology.Settings(
                    Duration.ofDays(1), UnaryOperator.identity(), skipped -> {}, topic -> 1)));
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, PREFIX);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    return new TopologyTestDriver(builder.build(), settings, clock);
  }

  /** Is a topic that the stage reads. */
  private record Input<T extends SpecificRecord>(Class<T> type, TestInputTopic<String, T> topic) {}

  private <T extends SpecificRecord> Input<T> input(Class<T> type) {
    return new Input<>(
        type,
        driver.createInputTopic(
            types.topic(type), new StringSerializer(), serdes.of(type).serializer()));
  }

  /** Reads a record; returns whether the stage reads its type at all. */
  boolean send(String eventType, String key, byte[] value) {
    Input<?> input = inputs.get(eventType);
    if (input == null) {
      return false;
    }
    send(input, key, value);
    if (++sent % DRAINED_EVERY == 0) {
      drain();
    }
    return true;
  }

  private <T extends SpecificRecord> void send(Input<T> input, String key, byte[] value) {
    T event = serdes.of(input.type()).deserialize(types.topic(input.type()), value);
    Instant occurredAt = (Instant) event.get(OCCURRED_AT);
    now = occurredAt.isAfter(now) ? occurredAt : now;
    event.put(RECEIVED_AT, now);
    if (!now.isBefore(clock.plus(CLOCK_STEP))) {
      passUntil(now);
    }
    input.topic().pipeInput(key, event, now);
  }

  /** The driver keeps all that is written to topics, the state of the stage as well. */
  private void drain() {
    for (String topic : driver.producedTopicNames()) {
      if (!topic.equals(types.topic(FraudSuspected.class))) {
        driver
            .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList();
      }
    }
  }

  /** Returns the alerts since it was last asked. */
  List<FraudSuspected> alerts() {
    return alerts.isEmpty() ? List.of() : alerts.readValuesToList();
  }

  /** Lets all time pass, so that what waits for a purchase waits no longer. */
  void end() {
    if (sent > 0) {
      Instant latest = now.isAfter(clock) ? now : clock;
      passUntil(
          latest.plus(rules.pointsWithoutPurchase().grace()).plus(rules.idle()).plusSeconds(1));
    }
  }

  private void passUntil(Instant time) {
    driver.advanceWallClockTime(Duration.between(clock, time));
    clock = time;
  }

  /** Returns how many values the stage keeps in its stores. */
  long kept() {
    return driver.getAllStateStores().values().stream()
        .mapToLong(store -> ((KeyValueStore<?, ?>) store).approximateNumEntries())
        .sum();
  }

  @Override
  public void close() {
    driver.close();
  }
}
