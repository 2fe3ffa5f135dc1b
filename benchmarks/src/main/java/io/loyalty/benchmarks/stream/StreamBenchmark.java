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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Compares a stage with a plain exactly-once loop over the same records. The stage's output is
 * counted: an event that is there twice, or too many, ends the benchmark.
 */
public final class StreamBenchmark {
  static final String OURS = "ours";
  static final String PLAIN = "plain";
  private static final Duration BEGUN = Duration.ofHours(12);

  private final Setting setting;
  private final Consumer<String> out;

  /** Nothing of a run is of the future, and nothing so old that what waits for it is overdue. */
  private final Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(BEGUN);

  /** Creates a benchmark that reports its progress and its result line by line. */
  public StreamBenchmark(Setting setting, Consumer<String> out) {
    this.setting = setting;
    this.out = out;
  }

  /** Runs the benchmark. */
  public void run() throws IOException, InterruptedException, ExecutionException {
    Path directory = Files.createDirectories(setting.home().resolve("benchmarks/target/stream"));
    Path data = directory.resolve("local-stack");
    LocalStack.discard(data);
    discard(directory.resolve("state"));
    try (LocalStack stack =
            LocalStack.lazy(
                LocalStackOptions.in(data).withPorts(Ports.free()).withQueuesInMemory());
        GroupOffsets groups = new GroupOffsets(stack.bootstrapServers());
        StageContender plain = plain(stack, groups, directory);
        StageContender ours = ours(stack, groups, directory)) {
      var runs = new StageRace(setting, out).run(List.of(plain, ours));
      new StageTable(runs).lines().forEach(out);
      check(ours);
      out.accept(
          "%-10s heap at most %d MiB, of which %d MiB outlived a collection"
              .formatted(OURS, ours.program().fullestHeap(), ours.program().mostLive()));
    } finally {
      LocalStack.discard(data);
    }
  }

  private StageContender ours(LocalStack stack, GroupOffsets groups, Path directory)
      throws IOException, ExecutionException, InterruptedException {
    StageTopics topics = topics(stack, OURS);
    Stream<String> settings =
        Stream.of(
            "server.port=0",
            "management.server.port=0",
            "spring.kafka.bootstrap-servers=" + stack.bootstrapServers(),
            "stream.registry.url=" + stack.registryUrl(),
            "stream.prefix=" + OURS,
            "stream.stages=" + setting.stage(),
            "stream.replication-factor=1",
            "stream.state-directory=" + directory.resolve("state"),
            "stream.api.anonymous-reading=true",
            // It is suspended while its topics are filled.
            "stream.session-timeout=5m",
            "spring.kafka.properties.transaction.timeout.ms=600000");
    Program program =
        Program.service(
            OURS,
            directory,
            setting.home(),
            "stream-service",
            Stream.concat(settings, setting.ours().stream()).map("--"::concat).toList());
    return new StageContender(
        OURS, program, topics, "%s.stream.%s".formatted(OURS, setting.stage()), groups);
  }

  private StageContender plain(LocalStack stack, GroupOffsets groups, Path directory)
      throws IOException, ExecutionException, InterruptedException {
    StageTopics topics = topics(stack, PLAIN);
    Program program =
        Program.start(
            PLAIN,
            directory,
            PlainLoop.class,
            List.of(
                stack.bootstrapServers(), stack.registryUrl().toString(), PLAIN, setting.stage()));
    return new StageContender(PLAIN, program, topics, PLAIN, groups);
  }

  private StageTopics topics(LocalStack stack, String prefix)
      throws ExecutionException, InterruptedException {
    return StageTopics.create(
        stack.bootstrapServers(), stack.registryUrl(), prefix, setting.load(), first);
  }

  /** Counts what the stage has derived; what waits for the end of a window is not there yet. */
  private void check(StageContender ours) {
    Map<Object, Integer> written = ours.topics().written(setting.load().output());
    long twice = written.values().stream().filter(count -> count > 1).count();
    if (twice > 0 || written.isEmpty() || written.size() > ours.topics().expected()) {
      throw new IllegalStateException(
          "%s has %d events of at most %d, %d of them more than once"
              .formatted(OURS, written.size(), ours.topics().expected(), twice));
    }
    out.accept(
        "%-10s derived %,d of at most %,d events, each once"
            .formatted(OURS, written.size(), ours.topics().expected()));
  }

  private static void discard(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
