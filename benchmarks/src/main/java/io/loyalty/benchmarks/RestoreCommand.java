package io.loyalty.benchmarks;

import io.loyalty.benchmarks.stream.RestoreBenchmark;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "How long the stage enrichment with the state of many members does nothing: two instances, one of which is"
          + " killed; then one that is started alone, with its state on disk and with an empty directory.",
      "It reads again once it has committed baskets of all partitions. A silent instance loses its work after"
          + " stream.session-timeout, 10 s, which is part of the first figure."
    })
final class RestoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--members",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Members that the stage knows (default: ${DEFAULT-VALUE}).")
  private int members;

  @Option(
      names = "--standby-replicas",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Copies of the state on the other instance, 0 or 1 (default: ${DEFAULT-VALUE}).")
  private int standbyReplicas;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    Report report = Report.begin(spec);
    new RestoreBenchmark(
            new RestoreBenchmark.Setting(members, standbyReplicas, Report.home()), report::line)
        .run();
    report.end();
    return 0;
  }
}
