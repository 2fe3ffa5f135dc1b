package io.loyalty.stream.run;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.stream.reset.Reset;
import io.loyalty.stream.reset.ResetLog;
import io.loyalty.stream.reset.ResetsUnknownException;
import io.loyalty.stream.stage.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the stages of this service, side by side and independent of each other. Thread-safe. */
public final class Stages implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Stages.class);
  private static final Pattern STAGE = Pattern.compile("[a-z][a-z0-9]*");

  private final List<StageRunner> runners;
  private final StreamProperties properties;
  private final StageProgress progress;
  private final ResetLog resets;
  private volatile boolean running;

  /**
   * Prepares the stages that the properties choose.
   *
   * @param broker the settings for brokers and security, by Kafka's names
   * @param address where other instances reach this one, as host:port; asked when a stage starts
   * @throws BrokenStageException if the properties name a stage that does not exist, or has nothing
   *     to do
   */
  public Stages(
      List<Stage> stages,
      Map<String, Object> broker,
      StreamProperties properties,
      EventCatalogue catalogue,
      StageSchemas schemas,
      MeterRegistry meters,
      Supplier<String> address) {
    this.properties = properties;
    this.progress = new StageProgress(broker);
    this.resets = new ResetLog(broker, properties.prefix(), properties.replicationFactor());
    stages.forEach(stage -> checkName(stage.name()));
    Set<String> unknown = new TreeSet<>(properties.stages());
    Set<String> known = stages.stream().map(Stage::name).collect(Collectors.toSet());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new BrokenStageException(
          "stream.stages names %s; there are %s"
              .formatted(String.join(", ", unknown), String.join(", ", new TreeSet<>(known))));
    }
    for (Stage stage : stages) {
      if (properties.stages().contains(stage.name()) && stage.unused().isPresent()) {
        throw new BrokenStageException(
            "stream.stages names %s, which has nothing to do: %s"
                .formatted(stage.name(), stage.unused().get()));
      }
    }
    var surroundings =
        new StageApplication.Surroundings(
            new StreamSettings(broker, properties, address),
            catalogue,
            schemas,
            meters,
            Clock.systemUTC(),
            resets);
    this.runners =
        stages.stream()
            .filter(stage -> properties.runs(stage.name()) && stage.unused().isEmpty())
            .map(stage -> new StageRunner(stage.name(), new StageApplication(stage, surroundings)))
            .toList();
    runners.forEach(runner -> StageMeters.register(runner, meters));
  }

  /** Ids of groups and names of topics are told apart by it. */
  private static void checkName(String stage) {
    if (!STAGE.matcher(stage).matches()) {
      throw new BrokenStageException(
          "the stage %s has a name that is not a letter and then letters and digits"
              .formatted(stage));
    }
  }

  /** Returns what each stage is doing. */
  public List<StageStatus> status() {
    return runners.stream().map(StageRunner::status).toList();
  }

  /** Returns what each stage is doing, and how far its application is on all instances. */
  public List<StageDetail> details() {
    return runners.stream().map(this::detail).toList();
  }

  private StageDetail detail(StageRunner runner) {
    StageStatus status = runner.status();
    Reset reset = null;
    StageProgress.Progress measured = StageProgress.Progress.unknown(runner.inputs());
    try {
      reset = resets.latest(runner.application());
      measured =
          progress.of(resets.current(runner.application()).id(), runner.inputs(), runner.results());
    } catch (ResetsUnknownException e) {
      LOG.debug("The application of the stage {} is not known.", runner.name(), e);
    }
    return new StageDetail(
        status,
        properties.version(),
        runner.application(),
        reset,
        StageProgress.restoring(runner.running()),
        measured);
  }

  /**
   * Resets a stage on all instances: it goes on as another application, which reads its topics from
   * their start.
   *
   * @param from the results that are emitted again are those that occurred from this time on; null:
   *     all
   * @param by who asks for it
   * @throws UnknownStageException if this instance does not run the stage
   * @throws ResetRefusedException if results could not be the same
   * @throws ResetFailedException if Kafka did not take it
   */
  public Reset reset(String stage, @Nullable Instant from, String by) {
    StageRunner runner = runner(stage);
    Instant now = Instant.now();
    if (from != null && from.isAfter(now)) {
      throw new ResetRefusedException(
          "from is %s, which is in the future; nothing is reset".formatted(from));
    }
    try {
      progress.checkComplete(runner.inputs(), from);
      Reset reset = resets.add(runner.application(), from, by, now);
      LOG.info(
          "{} resets the stage {}: it goes on as {}, reads its topics from their start, and emits what occurred {}.",
          by,
          stage,
          reset.applicationId(),
          from == null ? "at any time" : "from " + from + " on");
      return reset;
    } catch (KafkaException e) {
      throw new ResetFailedException(
          "Kafka did not take the reset of the stage %s (%s); look at GET /streams, and try again"
              .formatted(stage, e.getClass().getSimpleName()),
          e);
    }
  }

  /**
   * Returns, for each type that a stage derives, the topic that a candidate of it writes to.
   *
   * @param version the version of the candidate
   * @throws UnknownStageException if this instance does not run the stage
   */
  public Map<EventType, String> candidateTopics(String stage, String version) {
    return runner(stage).resultTypes().stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                type ->
                    properties.candidateTopic(
                        stage, version, type.topicName(properties.prefix()))));
  }

  private StageRunner runner(String stage) {
    return runners.stream()
        .filter(each -> each.name().equals(stage))
        .findFirst()
        .orElseThrow(() -> new UnknownStageException(stage, names()));
  }

  private List<String> names() {
    return runners.stream().map(StageRunner::name).sorted().toList();
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
    resets.start(
        application ->
            runners.stream()
                .filter(runner -> runner.application().equals(application))
                .forEach(StageRunner::reset));
    runners.forEach(StageRunner::start);
  }

  @Override
  public void stop() {
    resets.close();
    runners.parallelStream().forEach(StageRunner::stop);
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
