package io.loyalty.benchmarks;

import io.loyalty.benchmarks.console.PagesBenchmark;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "pages",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "How long the console's pages take: both services and the console as processes on the local stack, with many event"
          + " types of a generated contract, and many dead letters of which each is a group of its own.",
      "Times are those of a visitor who has signed in, from the request to the last byte."
    })
final class PagesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--types",
      paramLabel = "N",
      defaultValue = "300",
      description = "Event types beside those of the contract (default: ${DEFAULT-VALUE}).")
  private int types;

  @Option(
      names = "--groups",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Dead letters, each of a cause of its own (default: ${DEFAULT-VALUE}).")
  private int groups;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "How often each page is asked for before it counts (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "20",
      description = "How often each page is asked for, in turn (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    Report report = Report.begin(spec);
    long slowest =
        new PagesBenchmark(
                new PagesBenchmark.Setting(types, groups, warmUp, rounds, Report.home()),
                report::line)
            .run();
    report.line("the slowest request took %,d ms".formatted(slowest));
    report.end();
    return 0;
  }
}
