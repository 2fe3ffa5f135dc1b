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
import java.util.ArrayList;
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

  /** It is suspended while its topics are filled. */
  private static final List<String> SUSPENDED =
      List.of("stream.session-timeout=5m", "spring.kafka.properties.transaction.timeout.ms=600000");

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
    StageService.discard(directory.resolve("state"));
    List<StageContender> contenders = new ArrayList<>();
    try (LocalStack stack =
            LocalStack.lazy(
                LocalStackOptions.in(data).withPorts(Ports.free()).withQueuesInMemory());
        GroupOffsets groups = new GroupOffsets(stack.bootstrapServers())) {
      try {
        contenders.add(plain(stack, groups, directory));
        for (int instances : setting.instances()) {
          contenders.add(ours(instances, stack, groups, directory));
        }
        new StageTable(new StageRace(setting, out).run(contenders)).lines().forEach(out);
        for (StageContender ours : contenders.subList(1, contenders.size())) {
          check(ours);
        }
      } finally {
        contenders.forEach(StageContender::close);
      }
    } finally {
      LocalStack.discard(data);
    }
  }

  private StageContender ours(int instances, LocalStack stack, GroupOffsets groups, Path directory)
      throws IOException, ExecutionException, InterruptedException {
    String name = instances == 1 ? OURS : "%s-%d".formatted(OURS, instances);
    StageTopics topics = topics(stack, name);
    StageService stage = new StageService(setting.stage(), stack, directory, setting.home());
    List<Program> programs = new ArrayList<>();
    for (int i = 1; i <= instances; i++) {
      programs.add(
          stage.start(
              name,
              instances == 1 ? name : name + "." + i,
              Stream.of(SUSPENDED, setting.load().settings(), setting.ours())
                  .flatMap(List::stream)
                  .toList()));
    }
    return new StageContender(
        name, programs, topics, "%s.stream.%s".formatted(name, setting.stage()), groups);
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
    return new StageContender(PLAIN, List.of(program), topics, PLAIN, groups);
  }

  private StageTopics topics(LocalStack stack, String prefix)
      throws ExecutionException, InterruptedException {
    return StageTopics.create(
        stack.bootstrapServers(), stack.registryUrl(), prefix, setting.load(), first);
  }

  /** Counts what the stage has derived; what waits for the end of a window is not there yet. */
  private void check(StageContender ours) throws IOException {
    Map<Object, Integer> written = ours.topics().written(setting.load().output());
    long twice = written.values().stream().filter(count -> count > 1).count();
    if (twice > 0 || written.isEmpty() || written.size() > ours.topics().expected()) {
      throw new IllegalStateException(
          "%s has %d events of at most %d, %d of them more than once"
              .formatted(ours.name(), written.size(), ours.topics().expected(), twice));
    }
    out.accept(
        "%-10s derived %,d of at most %,d events, each once"
            .formatted(ours.name(), written.size(), ours.topics().expected()));
    for (Program each : ours.programs()) {
      out.accept(
          "%-10s heap at most %d MiB, of which %d MiB outlived a collection"
              .formatted(each.name(), each.fullestHeap(), each.mostLive()));
    }
  }
}
