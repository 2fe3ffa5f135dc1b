package io.loyalty.benchmarks.stream;

import io.loyalty.benchmarks.load.GroupOffsets;
import io.loyalty.benchmarks.program.Program;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.LocalStackOptions;
import io.loyalty.localstack.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures how long the stage {@code enrichment} with the state of many members does nothing: until
 * another instance has taken over from one that was killed, and until one that was started reads
 * again, with its state on disk and without. It reads again once it has committed baskets of all
 * partitions.
 */
public final class RestoreBenchmark {
  private static final String PREFIX = "restore";
  private static final String STAGE = "enrichment";
  private static final String GROUP = PREFIX + ".stream." + STAGE;
  private static final int PROBES = 100;
  private static final Duration FILLED_WITHIN = Duration.ofHours(2);
  private static final Duration CALM_LOOK = Duration.ofSeconds(5);
  private static final Duration CALM_CPU = Duration.ofMillis(500);
  private static final long LOOK_EVERY_MILLIS = 20;
  private static final double MIB = 1024 * 1024;

  private final Setting setting;
  private final Consumer<String> out;
  private final StageLoad load;

  /**
   * Describes the state.
   *
   * @param members the members that the stage knows
   * @param standbyReplicas the copies that other instances keep
   * @param home the project's directory, built
   */
  public record Setting(int members, int standbyReplicas, Path home) {}

  /** Creates a benchmark that reports its progress and its result line by line. */
  public RestoreBenchmark(Setting setting, Consumer<String> out) {
    this.setting = setting;
    this.out = out;
    this.load = new EnrolmentLoad(setting.members());
  }

  /** Runs the benchmark. */
  public void run() throws IOException, InterruptedException, ExecutionException {
    Path directory = Files.createDirectories(setting.home().resolve("benchmarks/target/restore"));
    Path data = directory.resolve("local-stack");
    LocalStack.discard(data);
    StageService.discard(directory.resolve("state"));
    try (LocalStack stack =
            LocalStack.lazy(
                LocalStackOptions.in(data).withPorts(Ports.free()).withQueuesInMemory());
        GroupOffsets groups = new GroupOffsets(stack.bootstrapServers());
        StageTopics topics =
            StageTopics.create(
                stack.bootstrapServers(),
                stack.registryUrl(),
                PREFIX,
                load,
                Instant.now().truncatedTo(ChronoUnit.SECONDS))) {
      measure(new StageService(STAGE, stack, directory, setting.home()), groups, topics);
    } finally {
      LocalStack.discard(data);
      StageService.discard(directory.resolve("state"));
    }
  }

  private void measure(StageService stage, GroupOffsets groups, StageTopics topics)
      throws IOException, InterruptedException {
    try (Program killed = start(stage, "first");
        Program other = start(stage, "second")) {
      topics.fill(setting.members(), load);
      await(groups, topics, setting.members(), killed, other);
      awaitCalm(killed, other);
      out.accept(
          "%,d members known, %d standby replicas: %,.0f and %,.0f MiB on disk"
              .formatted(
                  setting.members(),
                  setting.standbyReplicas(),
                  mib(stage.state("first")),
                  mib(stage.state("second"))));
      long began = System.nanoTime();
      killed.kill();
      report("taken over from an instance that was killed", began, groups, topics, other);
    }
    restart(stage, "with its state on disk", groups, topics);
    StageService.discard(stage.state("second"));
    restart(stage, "with an empty directory", groups, topics);
  }

  private Program start(StageService stage, String name) throws IOException {
    return stage.start(
        PREFIX, name, List.of("stream.standby-replicas=" + setting.standbyReplicas()));
  }

  private void restart(StageService stage, String how, GroupOffsets groups, StageTopics topics)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (Program alone = start(stage, "second")) {
      report("one instance started alone " + how, began, groups, topics, alone);
      awaitCalm(alone);
      out.accept("  then %,.0f MiB on disk".formatted(mib(stage.state("second"))));
    }
  }

  private void report(
      String what, long began, GroupOffsets groups, StageTopics topics, Program reader)
      throws InterruptedException {
    long before = groups.committed(GROUP, topics.inputs()::contains);
    topics.fill(PROBES, load);
    await(groups, topics, before + PROBES, reader);
    out.accept("%s: reads again after %.1f s".formatted(what, (System.nanoTime() - began) / 1e9));
  }

  private static void await(GroupOffsets groups, StageTopics topics, long count, Program... readers)
      throws InterruptedException {
    long giveUp = System.nanoTime() + FILLED_WITHIN.toNanos();
    while (groups.committed(GROUP, topics.inputs()::contains) < count) {
      for (Program reader : readers) {
        reader.requireAlive();
      }
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException("%d records are not read".formatted(count));
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  /** Waits until the processes do nothing: a standby has then read all that it copies. */
  private static void awaitCalm(Program... programs) throws InterruptedException {
    Duration before = cpu(programs);
    while (true) {
      Thread.sleep(CALM_LOOK.toMillis());
      Duration now = cpu(programs);
      if (now.minus(before).compareTo(CALM_CPU.multipliedBy(programs.length)) < 0) {
        return;
      }
      before = now;
    }
  }

  private static Duration cpu(Program... programs) {
    return Stream.of(programs).map(Program::cpu).reduce(Duration.ZERO, Duration::plus);
  }

  private static double mib(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes / MIB;
    }
  }
}
