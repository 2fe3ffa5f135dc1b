package io.loyalty.benchmarks;

import io.loyalty.benchmarks.load.ReconcileBenchmark;
import io.loyalty.benchmarks.load.Setting;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Deep reconciliations of a topic that is loaded once: every record is read again and looked up in the warehouse,"
          + " by one process of 256 MiB heap. --rows is the size of the topic, and nothing else is loaded.",
      "A record that is not accounted for ends the command with an error."
    })
final class ReconcileCommand implements Callable<Integer> {
  /** The heap of peers, of which there are none here. */
  private static final String NO_PEER = "";

  @Spec private CommandSpec spec;

  @Mixin private LoadOptions load;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException, SQLException {
    Setting setting =
        new Setting(
            load.eventType(),
            List.of(),
            load.runsWithoutWarmUp(),
            Setting.Tables.EMPTY,
            1,
            new Setting.Further(load.ours(), List.of(), NO_PEER),
            Report.home());
    Report report = Report.begin(spec);
    new ReconcileBenchmark(setting, report::line).run();
    report.end();
    return 0;
  }
}
