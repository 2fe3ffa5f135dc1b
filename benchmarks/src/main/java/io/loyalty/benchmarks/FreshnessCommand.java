package io.loyalty.benchmarks;

import io.loyalty.benchmarks.freshness.FreshnessBenchmark;
import io.loyalty.benchmarks.pipeline.WarehouseSetting;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "freshness",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "From when an event is due to be sent to its visible row: both services as processes on the local stack, events of all types at a"
          + " steady rate.",
      "A row counts as visible when another connection, which looks every 2 ms, sees the stored offset of its partition past it;"
          + " both are of one commit. Exit code 1 if an event is missing."
    })
final class FreshnessCommand implements Callable<Integer> {
  private static final double NANOS_OF_A_MILLISECOND = 1_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--types",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Sends events of so many types of a generated contract; 0: of the real one (default: ${DEFAULT-VALUE}).")
  private int types;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Events a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "The same before anything counts (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "What counts of each round (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How often it is measured; of several, the median of the p99s is told (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--slow-clients",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "Clients without a token at each service's API that send one byte every 5 s meanwhile; liveness is asked every"
            + " second (default: ${DEFAULT-VALUE})."
      })
  private int slowClients;

  @Option(
      names = "--database-latency",
      paramLabel = "MS",
      defaultValue = "0",
      description = "A round trip to the warehouse, added by a proxy (default: ${DEFAULT-VALUE}).")
  private double databaseLatency;

  @Option(
      names = "--ours",
      paramLabel = "KEY=VALUE",
      description = "A further setting of db-consumption-service; may be repeated.")
  private List<String> ours = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    Report report = Report.begin(spec);
    boolean isComplete =
        new FreshnessBenchmark(
                new FreshnessBenchmark.Setting(
                    types,
                    rate,
                    Duration.ofSeconds(warmUp),
                    Duration.ofSeconds(seconds),
                    rounds,
                    slowClients,
                    new WarehouseSetting(
                        Duration.ofNanos(Math.round(databaseLatency * NANOS_OF_A_MILLISECOND)),
                        ours),
                    Report.home()),
                report::line)
            .run();
    report.end();
    return isComplete ? 0 : 1;
  }
}
