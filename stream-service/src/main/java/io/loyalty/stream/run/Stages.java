package io.loyalty.stream.run;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.stream.stage.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Runs the stages of this service, side by side and independent of each other. Thread-safe. */
public final class Stages implements SmartLifecycle {
  private final List<StageRunner> runners;
  private volatile boolean running;

  /**
   * Prepares the stages that the properties choose.
   *
   * @param broker the settings for brokers and security, by Kafka's names
   * @param address where other instances reach this one, as host:port; asked when a stage starts
   * @throws BrokenStageException if the properties name a stage that does not exist
   */
  public Stages(
      List<Stage> stages,
      Map<String, Object> broker,
      StreamProperties properties,
      EventCatalogue catalogue,
      StageSchemas schemas,
      MeterRegistry meters,
      Supplier<String> address) {
    Set<String> unknown = new TreeSet<>(properties.stages());
    Set<String> known = stages.stream().map(Stage::name).collect(Collectors.toSet());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new BrokenStageException(
          "stream.stages names %s; there are %s"
              .formatted(String.join(", ", unknown), String.join(", ", new TreeSet<>(known))));
    }
    var surroundings =
        new StageApplication.Surroundings(
            new StreamSettings(broker, properties, address),
            catalogue,
            schemas,
            meters,
            Clock.systemUTC());
    this.runners =
        stages.stream()
            .filter(stage -> properties.runs(stage.name()))
            .map(stage -> new StageRunner(stage.name(), new StageApplication(stage, surroundings)))
            .toList();
    runners.forEach(runner -> StageMeters.register(runner, meters));
  }

  /** Returns what each stage is doing. */
  public List<StageStatus> status() {
    return runners.stream().map(StageRunner::status).toList();
  }

  /** Returns Kafka Streams of a stage, for queries; null while the stage is not started. */
  public @Nullable KafkaStreams streams(String stage) {
    return runners.stream()
        .filter(runner -> runner.name().equals(stage))
        .findFirst()
        .map(StageRunner::running)
        .orElse(null);
  }

  @Override
  public void start() {
    running = true;
    runners.forEach(StageRunner::start);
  }

  @Override
  public void stop() {
    runners.parallelStream().forEach(StageRunner::stop);
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
