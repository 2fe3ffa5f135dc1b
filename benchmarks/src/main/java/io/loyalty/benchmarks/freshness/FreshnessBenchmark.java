package io.loyalty.benchmarks.freshness;

import io.loyalty.benchmarks.figure.Quantiles;
import io.loyalty.benchmarks.pipeline.RunningPipeline;
import io.loyalty.benchmarks.pipeline.ServiceProgram;
import io.loyalty.benchmarks.pipeline.WarehouseSetting;
import io.loyalty.benchmarks.transcoder.Contract;
import io.loyalty.schemas.contract.EventType;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Sends events at a constant rate through the whole pipeline, and reports the age of rows when they
 * become visible.
 */
public final class FreshnessBenchmark {
  private static final String PREFIX = "freshness";
  private static final Duration LAST = Duration.ofMinutes(1);
  private static final long LOOK_EVERY_MILLIS = 50;

  private final Setting setting;
  private final Consumer<String> out;
  private final List<EventType> types = new Contract().catalogue().eventTypes();

  /**
   * Describes the load.
   *
   * @param rate the events per second
   * @param warmUp the time before the measurement
   * @param measured the measured time
   * @param slowClients the number of clients of each service's API that send one byte every few
   *     seconds
   * @param warehouse how db-consumption-service reaches the warehouse
   * @param home the project's directory, built
   */
  public record Setting(
      int rate,
      Duration warmUp,
      Duration measured,
      int slowClients,
      WarehouseSetting warehouse,
      Path home) {
    int warmUpEvents() {
      return Math.toIntExact(rate * warmUp.toSeconds());
    }

    int events() {
      return Math.toIntExact(rate * measured.toSeconds());
    }
  }

  /** Creates a benchmark that reports its result line by line. */
  public FreshnessBenchmark(Setting setting, Consumer<String> out) {
    this.setting = setting;
    this.out = out;
  }

  /** Runs the benchmark; returns false if an event is missing at the end. */
  public boolean run() throws IOException, InterruptedException, SQLException {
    try (RunningPipeline pipeline =
            RunningPipeline.start(PREFIX, setting.home(), Optional.empty(), setting.warehouse());
        SentEvents events = new SentEvents(pipeline.sqsEndpoint(), pipeline.queue());
        VisibleRows rows = new VisibleRows(pipeline.jdbcUrl());
        SlowClients ofIngestion = slowClients(pipeline.ingestion());
        SlowClients ofConsumption = slowClients(pipeline.consumption())) {
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

  private SlowClients slowClients(ServiceProgram of) throws IOException {
    return new SlowClients(of.name(), setting.slowClients(), of.api(), of.management());
  }

  private boolean measure(RunningPipeline pipeline, SentEvents events, VisibleRows rows)
      throws InterruptedException, SQLException, IOException {
    events.send(setting.warmUpEvents(), setting.rate());
    BatchTimes before = BatchTimes.of(pipeline.consumption());
    long from = System.nanoTime();
    events.send(setting.events(), setting.rate());
    long sent = System.nanoTime();
    out.accept(BatchTimes.of(pipeline.consumption()).since(before).toString());
    out.accept("sent %,d events in %.1f s".formatted(setting.events(), (sent - from) / 1e9));
    long all = events.dueAt().size();
    while (rows.loaded() < all && System.nanoTime() < sent + LAST.toNanos()) {
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    Map<UUID, Long> visible = rows.seenAt(types, PREFIX);
    long missing =
        events.dueAt().keySet().stream().filter(each -> !visible.containsKey(each)).count();
    out.accept("sent %,d in all = %,d rows, %,d missing".formatted(all, visible.size(), missing));
    out.accept(
        "from when an event was due to be sent to its visible row, ms: "
            + Quantiles.of(
                events.dueAt().entrySet().stream()
                    .filter(each -> each.getValue() >= from && visible.containsKey(each.getKey()))
                    .map(each -> visible.get(each.getKey()) - each.getValue())
                    .toList()));
    return missing == 0 && visible.size() == all;
  }
}
