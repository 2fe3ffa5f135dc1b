package io.loyalty.benchmarks;

import io.loyalty.benchmarks.load.LoadBenchmark;
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
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "A replay into emptied tables against the live load of the same records, in turn, by one process of 256 MiB"
          + " heap, with commits of the same size. The replay is started by POST /replays.",
      "Every run's rows are counted; a row that is lost, doubled or another one ends the command with an error."
    })
final class ReplayCommand implements Callable<Integer> {
  private static final int WARM_UP = 1_000_000;

  /** The heap of peers, of which there are none here. */
  private static final String NO_PEER = "";

  @Spec private CommandSpec spec;

  @Mixin private LoadOptions load;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException, SQLException {
    Setting setting =
        new Setting(
            load.eventType(),
            List.of("live", "replay"),
            load.runs(WARM_UP),
            Setting.Tables.EMPTY,
            1,
            new Setting.Further(load.ours(), List.of(), NO_PEER),
            Report.home());
    Report report = Report.begin(spec);
    new LoadBenchmark(setting, report::line).run();
    report.end();
    return 0;
  }
}
