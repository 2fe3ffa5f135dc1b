package io.loyalty.benchmarks;

import io.loyalty.benchmarks.console.ViewersBenchmark;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "viewers",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "What viewers of the console cost: both services and the console as processes on the local stack, events of all"
          + " types at a steady rate, in turn without viewers and with many who have the screen Flow open.",
      "Each viewer has signed in by the form, and keeps one connection for what is live. Reports how fresh rows are, the"
          + " CPU seconds and the requests of each service, and how old the figures of the open pages become. Exit code"
          + " 1 if an event is missing."
    })
final class ViewersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--viewers",
      paramLabel = "N",
      defaultValue = "100",
      description = "Open pages, each with a session of its own (default: ${DEFAULT-VALUE}).")
  private int viewers;

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
      defaultValue = "40",
      description = "What counts, of each half of a round (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Rounds, each without viewers and with them; who begins changes (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    Report report = Report.begin(spec);
    boolean isComplete =
        new ViewersBenchmark(
                new ViewersBenchmark.Setting(
                    viewers,
                    rate,
                    Duration.ofSeconds(warmUp),
                    Duration.ofSeconds(seconds),
                    rounds,
                    Report.home()),
                report::line)
            .run();
    report.end();
    return isComplete ? 0 : 1;
  }
}
