package io.loyalty.benchmarks;

import io.loyalty.benchmarks.figure.Surroundings;
import io.loyalty.benchmarks.load.LoadBenchmark;
import io.loyalty.benchmarks.load.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
  @Spec private CommandSpec spec;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "flat",
      description =
          "flat (points-collected), purchases (with their line items, all rows counted), or an event type (default:"
              + " ${DEFAULT-VALUE}).")
  private String type;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Records of a run (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Records that each of the two has had before (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "Runs of each of the two, in turn (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--commit",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Records of a commit (default: ${DEFAULT-VALUE}, as the service's).")
  private int commit;

  @Option(
      names = "--ours",
      paramLabel = "KEY=VALUE",
      description = "A further setting of the service; may be repeated.")
  private List<String> ours = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException, SQLException {
    if (rows < 2 * commit) {
      throw new ParameterException(spec.commandLine(), "--rows must be several times --commit");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(Surroundings.now());
    new LoadBenchmark(
            new Setting(
                Setting.eventType(type),
                List.of("live", "replay"),
                new Setting.Runs(rows, warmUp, rounds, commit),
                Setting.Tables.EMPTY,
                1,
                new Setting.Further(ours, List.of()),
                Path.of(System.getProperty("benchmarks.home", ".")).toAbsolutePath().normalize()),
            line -> {
              out.println(line);
              out.flush();
            })
        .run();
    out.println(Surroundings.now());
    return 0;
  }
}
