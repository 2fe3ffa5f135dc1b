package io.loyalty.benchmarks.types;

import io.loyalty.benchmarks.contract.GeneratedContract;
import io.loyalty.benchmarks.figure.Spread;
import io.loyalty.benchmarks.freshness.SentEvents;
import io.loyalty.benchmarks.pipeline.RunningPipeline;
import io.loyalty.benchmarks.pipeline.WarehouseSetting;
import io.loyalty.benchmarks.program.Program;
import io.loyalty.cli.sample.SampleMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Lets db-consumption-service catch up with events that are spread evenly over many event types,
 * and reports its speed, how long it starts, and what an idle one writes. A pipeline of its own for
 * each number of types; an event without a row ends the benchmark.
 */
public final class TypesBenchmark {
  private static final String PREFIX = "types";
  private static final int NUMBERS = 5;
  private static final int STARTS = 3;
  private static final double NANOS_OF_A_SECOND = 1e9;
  private static final double MILLION = 1e6;
  private static final double BYTES_OF_A_GB = 1e9;

  private final Setting setting;
  private final Consumer<String> out;

  /**
   * Describes what is measured.
   *
   * @param types the numbers of event types, each measured by itself
   * @param events the events of a round
   * @param rounds how often the service catches up, after a round that does not count
   * @param rate events a second that are sent at most
   * @param idle how long the idle service is watched
   * @param home the project's directory, built
   */
  public record Setting(
      List<Integer> types, int events, int rounds, int rate, Duration idle, Path home) {}

  private record CatchUp(double eventsPerSecond, double cpuSecondsOfAMillion) {}

  /** Creates a benchmark that reports its result line by line. */
  public TypesBenchmark(Setting setting, Consumer<String> out) {
    this.setting = setting;
    this.out = out;
  }

  /** Runs the benchmark. */
  public void run() throws IOException, InterruptedException, SQLException, ExecutionException {
    for (int types : setting.types()) {
      measure(types);
    }
  }

  private void measure(int types)
      throws IOException, InterruptedException, SQLException, ExecutionException {
    GeneratedContract contract = new GeneratedContract(types, NUMBERS);
    Path directory = setting.home().resolve("benchmarks/target/%s/contract".formatted(PREFIX));
    contract.writeTo(directory);
    try (RunningPipeline pipeline =
            RunningPipeline.start(PREFIX, setting.home(), Optional.of(directory), paused());
        LoadedEvents loaded = new LoadedEvents(pipeline, contract.types());
        SentEvents sender = new SentEvents(pipeline.sqsEndpoint(), pipeline.queue())) {
      pipeline.awaitReady();
      List<CatchUp> runs = new ArrayList<>();
      for (int round = 0; round <= setting.rounds(); round++) {
        CatchUp run = catchUp(contract, pipeline, loaded, sender);
        out.accept("  %d types: %,9.0f events/s".formatted(types, run.eventsPerSecond()));
        if (round > 0) {
          runs.add(run);
        }
      }
      Spread rate = Spread.of(runs.stream().map(CatchUp::eventsPerSecond).toList());
      Spread cpu = Spread.of(runs.stream().map(CatchUp::cpuSecondsOfAMillion).toList());
      out.accept(
          "%d types, median of %d: %s events/s, %s CPU s a million; idle: %.3f GB of WAL a day; started in %s s"
              .formatted(
                  types,
                  runs.size(),
                  rate.shown("%,.0f"),
                  cpu.shown("%.1f"),
                  idleWal(loaded),
                  starts(pipeline).shown("%.1f")));
    }
  }

  /** The service is paused while its topics are filled. */
  private static WarehouseSetting paused() {
    return new WarehouseSetting(
        Duration.ZERO,
        List.of(
            "consumption.topic.session-timeout=10m", "consumption.topic.max-poll-interval=15m"));
  }

  private CatchUp catchUp(
      GeneratedContract contract, RunningPipeline pipeline, LoadedEvents loaded, SentEvents sender)
      throws IOException, InterruptedException, SQLException, ExecutionException {
    int types = contract.types().size();
    List<SampleMessage> messages =
        IntStream.range(0, setting.events())
            .mapToObj(each -> contract.event(each % types))
            .toList();
    Program service = pipeline.consumption().program();
    long before = loaded.count();
    service.pause();
    sender.send(messages, setting.rate());
    loaded.awaitPublished(before + messages.size());
    Duration cpu = service.cpu();
    long began = System.nanoTime();
    service.resume();
    loaded.await(before + messages.size());
    double seconds = (System.nanoTime() - began) / NANOS_OF_A_SECOND;
    double cpuSeconds = service.cpu().minus(cpu).toNanos() / NANOS_OF_A_SECOND;
    return new CatchUp(messages.size() / seconds, cpuSeconds * MILLION / messages.size());
  }

  private double idleWal(LoadedEvents loaded) throws SQLException, InterruptedException {
    loaded.settle();
    long before = loaded.writtenBytes();
    Thread.sleep(setting.idle().toMillis());
    double share = (double) Duration.ofDays(1).toMillis() / setting.idle().toMillis();
    return (loaded.writtenBytes() - before) * share / BYTES_OF_A_GB;
  }

  private static Spread starts(RunningPipeline pipeline) throws IOException, InterruptedException {
    List<Double> seconds = new ArrayList<>();
    for (int start = 0; start < STARTS; start++) {
      seconds.add(pipeline.restartConsumption().toNanos() / NANOS_OF_A_SECOND);
    }
    return Spread.of(seconds);
  }
}
