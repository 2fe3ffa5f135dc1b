package io.loyalty.stream.run;

import io.loyalty.events.SkippedEvent;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.stream.stage.ContractTypes;
import io.loyalty.stream.stage.EventSerdes;
import io.loyalty.stream.stage.SkippedEvents;
import io.loyalty.stream.stage.Stage;
import io.loyalty.stream.stage.StageTopology;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.streams.KafkaStreamsMicrometerListener;

/** Makes Kafka Streams of a stage, and checks that all that it needs is there. */
final class StageApplication {
  private final Stage stage;
  private final Surroundings surroundings;
  private volatile Map<String, Integer> partitions = Map.of();

  /**
   * What all stages share.
   *
   * @param settings the settings for Kafka Streams
   * @param catalogue the contract
   * @param schemas the registry
   * @param meters where metrics go
   * @param clock the wall clock
   */
  record Surroundings(
      StreamSettings settings,
      EventCatalogue catalogue,
      StageSchemas schemas,
      MeterRegistry meters,
      Clock clock) {
    ContractTypes types() {
      return new ContractTypes(catalogue, settings.properties().prefix());
    }

    EventSerdes serdes() {
      return new EventSerdes(types(), schemas, schemas);
    }
  }

  StageApplication(Stage stage, Surroundings surroundings) {
    this.stage = stage;
    this.surroundings = surroundings;
  }

  /**
   * Checks topics, schemas and the directory of the state.
   *
   * @throws NotReadyException if something is not there yet
   * @throws BrokenStageException if somebody has to repair the set-up
   */
  void prove() {
    StageTopology topology = describe(new StreamsBuilder(), event -> {});
    String prefix = surroundings.settings().properties().prefix();
    List<EventType> outputs = outputs();
    Set<String> written = new TreeSet<>();
    outputs.forEach(type -> written.add(type.topicName(prefix)));
    partitions =
        new StageTopics(surroundings.settings().broker()).partitions(topology.inputs(), written);
    StageTopics.checkJoinable(partitions, topology.joined());
    outputs.forEach(surroundings.schemas()::applyAsInt);
    makeStateDirectory();
  }

  /**
   * Kafka Streams takes a directory that it can't make for a broken disk, also if another stage has
   * made it in the same moment.
   */
  private void makeStateDirectory() {
    Path directory = surroundings.settings().properties().stateDirectory();
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory);
      }
    } catch (IOException e) {
      throw new BrokenStageException(
          "the directory %s can't be made (%s); let this user write there, or set stream.state-directory"
              .formatted(directory, e.getClass().getSimpleName()),
          e);
    }
    if (!Files.isWritable(directory)) {
      throw new BrokenStageException(
          "the directory %s can't be written; let this user write there, or set stream.state-directory"
              .formatted(directory));
    }
  }

  private List<EventType> outputs() {
    return surroundings.catalogue().derivedTypes().stream()
        .filter(
            type ->
                type.topic()
                    .derivedBy()
                    .filter(by -> by.equals(stage.name()) || by.equals("stream-service"))
                    .isPresent())
        .toList();
  }

  /** Makes Kafka Streams, not started. */
  StreamsBuilderFactoryBean open(
      Consumer<KafkaStreams.State> entered, StreamsUncaughtExceptionHandler faults) {
    var faulty =
        new FaultyRecords(
            stage.name(),
            new SkippedEvents(stage.name(), surroundings.clock()),
            surroundings.serdes(),
            surroundings.types(),
            surroundings.meters());
    var made =
        new StreamsBuilderFactoryBean(
            new KafkaStreamsConfiguration(surroundings.settings().of(stage.name(), faulty)));
    made.setBeanName(stage.name());
    made.setAutoStartup(false);
    made.setLeaveGroupOnClose(true);
    made.setStateListener((now, before) -> entered.accept(now));
    made.setStreamsUncaughtExceptionHandler(faults);
    made.addListener(
        new KafkaStreamsMicrometerListener(
            surroundings.meters(), List.of(Tag.of("stage", stage.name()))));
    made.setInfrastructureCustomizer(
        new KafkaStreamsInfrastructureCustomizer() {
          @Override
          public void configureBuilder(StreamsBuilder builder) {
            describe(builder, faulty::count);
          }
        });
    try {
      made.afterPropertiesSet();
      made.getObject();
      made.afterSingletonsInstantiated();
      return made;
    } catch (Exception e) {
      throw new BrokenStageException("Kafka Streams can't be made of it: " + e.getMessage(), e);
    }
  }

  /** Stops and ends what {@link #open} has made, also if it has not come to run. */
  void close(StreamsBuilderFactoryBean made) {
    KafkaStreams streams = made.getKafkaStreams();
    try {
      made.destroy();
      if (streams != null) {
        streams.close(Duration.ZERO);
      }
    } catch (Exception e) {
      throw new BrokenStageException("Kafka Streams can't be closed: " + e.getMessage(), e);
    }
  }

  private StageTopology describe(StreamsBuilder builder, Consumer<SkippedEvent> skipped) {
    var topology =
        new StageTopology(
            stage.name(),
            builder,
            surroundings.types(),
            surroundings.serdes(),
            new StageTopology.Settings(
                surroundings.settings().properties().remembered(),
                UnaryOperator.identity(),
                skipped,
                topic -> partitions.getOrDefault(topic, 0)));
    stage.describe(topology);
    return topology;
  }
}
