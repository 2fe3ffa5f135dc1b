package io.loyalty.benchmarks;

import io.loyalty.benchmarks.types.TypesBenchmark;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "types",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "What the load pays for many event types of a generated contract: both services as processes on the local stack,"
          + " and the same events spread over few types and over many.",
      "How fast db-consumption-service catches up with topics that were filled while it stood still, what an idle one"
          + " makes PostgreSQL write, and how long it takes from its start until it loads."
    })
final class TypesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--types",
      paramLabel = "N",
      split = ",",
      defaultValue = "10,100",
      description =
          "Event types beside those of the contract, each number measured by itself (default: ${DEFAULT-VALUE}).")
  private List<Integer> types;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Events of a round (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds that count, after one that doesn't (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Events a second that are sent at most (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--idle",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description =
          "How long the idle service is watched, with its checkpoints (default: ${DEFAULT-VALUE}).")
  private int idle;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException, ExecutionException {
    Report report = Report.begin(spec);
    new TypesBenchmark(
            new TypesBenchmark.Setting(
                types, events, rounds, rate, Duration.ofSeconds(idle), Report.home()),
            report::line)
        .run();
    report.end();
    return 0;
  }
}
