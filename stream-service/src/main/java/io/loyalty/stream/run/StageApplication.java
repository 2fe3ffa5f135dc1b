package io.loyalty.stream.run;

import io.loyalty.events.SkippedEvent;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.stream.reset.Application;
import io.loyalty.stream.reset.ReplacedApplications;
import io.loyalty.stream.reset.ResetLog;
import io.loyalty.stream.reset.ResetsUnknownException;
import io.loyalty.stream.stage.ContractTypes;
import io.loyalty.stream.stage.EventSerdes;
import io.loyalty.stream.stage.SkippedEvents;
import io.loyalty.stream.stage.Stage;
import io.loyalty.stream.stage.StageTopology;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.streams.KafkaStreamsMicrometerListener;

/** Makes Kafka Streams of a stage, and checks that all that it needs is there. */
final class StageApplication {
  private static final Logger LOG = LoggerFactory.getLogger(StageApplication.class);

  private final Stage stage;
  private final Surroundings surroundings;
  private volatile Map<String, Integer> partitions = Map.of();

  /**
   * Holds what all stages share.
   *
   * @param settings the settings for Kafka Streams
   * @param catalogue the contract
   * @param schemas the registry
   * @param meters where metrics go
   * @param clock the wall clock
   * @param resets the resets that were asked for
   */
  record Surroundings(
      StreamSettings settings,
      EventCatalogue catalogue,
      StageSchemas schemas,
      MeterRegistry meters,
      Clock clock,
      ResetLog resets) {
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

  /** Returns what all applications of the stage have in common. */
  String application() {
    return surroundings.settings().properties().application(stage.name());
  }

  /**
   * Returns the application that the stage runs as, by the last reset.
   *
   * @throws NotReadyException if it is not known yet
   */
  Application current() {
    try {
      return surroundings.resets().current(application());
    } catch (ResetsUnknownException e) {
      if (e.getCause() instanceof KafkaException fault && !(fault instanceof RetriableException)) {
        throw new NotReadyException(StageTopics.refusal(fault), e);
      }
      throw e.getCause() == null
          ? new NotReadyException(e.getMessage(), e)
          : StageTopics.silent(surroundings.settings().broker(), e);
    }
  }

  /** Removes what this instance no longer needs of applications that a reset has replaced. */
  void forget(Application current) {
    replaced().removeFromDisk(current);
  }

  /**
   * Removes all that is left of applications that a reset has replaced; returns whether it could.
   */
  boolean sweep(Application current) {
    try {
      boolean isOffDisk = replaced().removeFromDisk(current);
      return replaced().removeFromKafka(current) && isOffDisk;
    } catch (KafkaException e) {
      LOG.warn(
          "Groups and topics that {} has replaced can't be deleted ({}); tries again.",
          current.id(),
          e.getMessage());
      return false;
    }
  }

  private ReplacedApplications replaced() {
    return new ReplacedApplications(
        surroundings.settings().broker(), surroundings.settings().properties().stateDirectory());
  }

  /** Returns the topics that the stage reads. */
  Set<String> inputs() {
    return describe(new StreamsBuilder(), occurredAt -> true, event -> {}).inputs();
  }

  /** Returns the event types that no other stage derives. */
  List<EventType> resultTypes() {
    return surroundings.catalogue().derivedTypes().stream()
        .filter(type -> type.topic().derivedBy().equals(Optional.of(stage.name())))
        .toList();
  }

  /** Returns their topics. */
  Set<String> results() {
    return resultTypes().stream().map(this::topic).collect(Collectors.toCollection(TreeSet::new));
  }

  private String topic(EventType type) {
    StreamProperties properties = surroundings.settings().properties();
    return properties.output(stage.name(), type.topicName(properties.prefix()));
  }

  /**
   * Checks topics, schemas and the directory of the state; makes the topics that a candidate writes
   * to.
   *
   * @throws NotReadyException if something is not there yet
   * @throws BrokenStageException if somebody has to repair the set-up
   */
  void prove() {
    StageTopology topology = describe(new StreamsBuilder(), occurredAt -> true, event -> {});
    List<EventType> outputs = outputs();
    Set<String> written = new TreeSet<>();
    outputs.forEach(type -> written.add(topic(type)));
    var topics = new StageTopics(surroundings.settings().broker());
    if (surroundings.settings().properties().version() != null) {
      outputs.forEach(type -> topics.make(topic(type), type.topic(), replicationFactor()));
    }
    partitions = topics.partitions(topology.inputs(), written);
    StageTopics.checkJoinable(partitions, topology.joined());
    new CopyTopics(surroundings.settings().broker()).make(topology.originals().copies());
    outputs.forEach(surroundings.schemas()::applyAsInt);
    StateDirectory.make(surroundings.settings().properties().stateDirectory());
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

  private int replicationFactor() {
    return surroundings.settings().properties().replicationFactor();
  }

  /** Makes Kafka Streams, not started. */
  StreamsBuilderFactoryBean open(
      Application application,
      Consumer<KafkaStreams.State> entered,
      StreamsUncaughtExceptionHandler faults) {
    var faulty =
        new FaultyRecords(
            stage.name(),
            new SkippedEvents(stage.name(), surroundings.clock()),
            surroundings.serdes(),
            output(surroundings.types().topic(SkippedEvent.class)),
            application,
            new SkippedMeters(
                stage.name(),
                surroundings.settings().properties().prefix(),
                inputs(),
                surroundings.meters()));
    var settings = surroundings.settings().of(stage.name(), application.id(), faulty);
    var made = new StreamsBuilderFactoryBean(new KafkaStreamsConfiguration(settings));
    made.setBeanName(stage.name());
    made.setClientSupplier(new StageClients());
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
            describe(builder, application::emits, faulty::count);
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
      // Waits until its work is committed and it has left the group; destroy() alone does not.
      made.stop();
      made.destroy();
      if (streams != null) {
        streams.close(Duration.ZERO);
      }
    } catch (Exception e) {
      throw new BrokenStageException("Kafka Streams can't be closed: " + e.getMessage(), e);
    }
  }

  private String output(String topic) {
    return surroundings.settings().properties().output(stage.name(), topic);
  }

  private StageTopology describe(
      StreamsBuilder builder, Predicate<Instant> emitted, Consumer<SkippedEvent> skipped) {
    var topology =
        new StageTopology(
            stage.name(),
            builder,
            surroundings.types(),
            surroundings.serdes(),
            new StageTopology.Settings(
                surroundings.settings().properties().remembered(),
                this::output,
                skipped,
                this::countRepeated,
                topic -> partitions.getOrDefault(topic, 0),
                emitted));
    stage.describe(topology);
    return topology;
  }

  private void countRepeated(String type) {
    surroundings
        .meters()
        .counter("stream.repeated", "stage", stage.name(), "type", type)
        .increment();
  }
}
