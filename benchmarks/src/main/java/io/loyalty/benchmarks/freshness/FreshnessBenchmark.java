package io.loyalty.benchmarks.freshness;

import io.loyalty.benchmarks.contract.GeneratedContract;
import io.loyalty.benchmarks.figure.Quantiles;
import io.loyalty.benchmarks.figure.Spread;
import io.loyalty.benchmarks.pipeline.DatabaseProcesses;
import io.loyalty.benchmarks.pipeline.RunningPipeline;
import io.loyalty.benchmarks.pipeline.ServiceProgram;
import io.loyalty.benchmarks.pipeline.WarehouseSetting;
import io.loyalty.benchmarks.program.ProcessTree;
import io.loyalty.benchmarks.transcoder.Contract;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Sends events at a constant rate through the whole pipeline, and reports the age of rows when they
 * become visible.
 */
public final class FreshnessBenchmark {
  private static final String PREFIX = "freshness";
  private static final Duration LAST = Duration.ofMinutes(1);
  private static final long LOOK_EVERY_MILLIS = 50;
  private static final double P99 = 0.99;

  /** Is how many numbers each generated event has. */
  private static final int NUMBERS = 5;

  private final Setting setting;
  private final Consumer<String> out;

  /**
   * Describes the load.
   *
   * @param types the event types of a generated contract that are sent; 0: those of the real one
   * @param rate the events per second
   * @param warmUp the time before the measurement
   * @param measured the measured time of a round
   * @param rounds the number of rounds
   * @param slowClients the number of clients of each service's API that send one byte every few
   *     seconds
   * @param warehouse how db-consumption-service reaches the warehouse
   * @param home the project's directory, built
   */
  public record Setting(
      int types,
      int rate,
      Duration warmUp,
      Duration measured,
      int rounds,
      int slowClients,
      WarehouseSetting warehouse,
      Path home) {}

  /** Creates a benchmark that reports its result line by line. */
  public FreshnessBenchmark(Setting setting, Consumer<String> out) {
    this.setting = setting;
    this.out = out;
  }

  /** Runs the benchmark; returns false if an event is missing at the end. */
  public boolean run() throws IOException, InterruptedException, SQLException {
    Optional<GeneratedContract> contract = contract();
    try (RunningPipeline pipeline =
            RunningPipeline.start(
                PREFIX, setting.home(), contract.map(each -> directory()), setting.warehouse());
        SentEvents events =
            contract.isEmpty()
                ? new SentEvents(pipeline.sqsEndpoint(), pipeline.queue())
                : new SentEvents(
                    pipeline.sqsEndpoint(),
                    pipeline.queue(),
                    number -> contract.get().event((int) (number % setting.types())));
        VisibleRows rows = new VisibleRows(pipeline.jdbcUrl());
        SlowClients ofIngestion = slowClients(pipeline.ingestion());
        SlowClients ofConsumption = slowClients(pipeline.consumption())) {
      pipeline.awaitReady();
      boolean isComplete = measure(pipeline, events, rows);
      Quantiles roundTrips = RoundTrips.of(pipeline.serviceJdbcUrl());
      out.accept(
          "a round trip to the warehouse, ms: p50 %.1f, mean %.1f"
              .formatted(roundTrips.millis(0.5), roundTrips.meanMillis()));
      out.accept(ofIngestion.toString());
      out.accept(ofConsumption.toString());
      return isComplete;
    }
  }

  private Optional<GeneratedContract> contract() throws IOException {
    if (setting.types() == 0) {
      return Optional.empty();
    }
    GeneratedContract contract = new GeneratedContract(setting.types(), NUMBERS);
    contract.writeTo(directory());
    return Optional.of(contract);
  }

  private Path directory() {
    return setting.home().resolve("benchmarks/target/%s/contract".formatted(PREFIX));
  }

  /** Returns the topics that events are sent to, by the tables of their rows. */
  private Map<String, String> topics() {
    if (setting.types() == 0) {
      return new Contract()
          .catalogue().eventTypes().stream()
              .collect(
                  Collectors.toMap(
                      type -> type.table().name().toString(), type -> type.topicName(PREFIX)));
    }
    return new GeneratedContract(setting.types(), NUMBERS)
        .types().stream()
            .collect(
                Collectors.toMap(
                    type -> "bi." + type.replace('-', '_'), type -> PREFIX + "." + type));
  }

  private SlowClients slowClients(ServiceProgram of) throws IOException {
    return new SlowClients(of.name(), setting.slowClients(), of.api(), of.management());
  }

  private boolean measure(RunningPipeline pipeline, SentEvents events, VisibleRows rows)
      throws InterruptedException, SQLException, IOException {
    LivePhases live = new LivePhases(events, setting.rate());
    ProcessTree database = DatabaseProcesses.of(pipeline.jdbcUrl());
    live.send("warm-up", setting.warmUp());
    for (int round = 1; round <= setting.rounds(); round++) {
      send(live, name(round), pipeline, database);
    }
    out.accept("PostgreSQL %d MiB at the end".formatted(database.memory()));
    long all = live.sent();
    long giveUp = System.nanoTime() + LAST.toNanos();
    while (rows.loaded() < all && System.nanoTime() < giveUp) {
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    Map<UUID, Long> visible = rows.seenAt(topics());
    long missing = live.missing(visible);
    out.accept("sent %,d in all = %,d rows, %,d missing".formatted(all, visible.size(), missing));
    report(live, visible);
    return missing == 0 && visible.size() == all;
  }

  private void send(LivePhases live, String name, RunningPipeline pipeline, ProcessTree database)
      throws InterruptedException, IOException {
    BatchTimes before = BatchTimes.of(pipeline.consumption());
    UsedCpu cpuBefore = cpu(pipeline, database);
    long sentBefore = live.sent();
    Duration took = live.send(name, setting.measured());
    UsedCpu cpu = cpu(pipeline, database).minus(cpuBefore);
    out.accept(name + ": " + BatchTimes.of(pipeline.consumption()).since(before));
    out.accept(
        "  sent %,d events in %.1f s; %s"
            .formatted(live.sent() - sentBefore, took.toNanos() / 1e9, cpu.aSecondOf(took)));
  }

  private static UsedCpu cpu(RunningPipeline pipeline, ProcessTree database) {
    return UsedCpu.of(pipeline.ingestion().program(), pipeline.consumption().program(), database);
  }

  private void report(LivePhases live, Map<UUID, Long> visible) {
    out.accept("from when an event was due to be sent to its visible row, ms:");
    List<Double> p99s = new ArrayList<>();
    for (int round = 1; round <= setting.rounds(); round++) {
      Quantiles ages = live.ages(name(round), visible);
      p99s.add(ages.millis(P99));
      out.accept("  %s: %s".formatted(name(round), ages));
    }
    if (setting.rounds() > 1) {
      out.accept(
          "  median of the p99s of %d rounds: %s"
              .formatted(p99s.size(), Spread.of(p99s).shown("%.0f")));
    }
  }

  private static String name(int round) {
    return "round " + round;
  }
}
