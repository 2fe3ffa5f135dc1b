package io.loyalty.benchmarks;

import io.loyalty.benchmarks.alert.AlertBenchmark;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "From when its last event is due to be sent to an alert of fraud on its topic: ingestion-service and stream-service as processes on the"
          + " local stack, events of all types at a steady rate, a case in a hundred of them.",
      "An alert counts when a reader of committed records has it, from the last event of its evidence. Exit code 1 if a"
          + " case is not found, or an alert is there twice."
    })
final class AlertsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

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
      description = "What counts (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Report report = Report.begin(spec);
    boolean isComplete =
        new AlertBenchmark(
                new AlertBenchmark.Setting(
                    rate, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), Report.home()),
                report::line)
            .run();
    report.end();
    return isComplete ? 0 : 1;
  }
}
