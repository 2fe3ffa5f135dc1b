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
    name = "load",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "From Kafka to the warehouse: ours, COPY of the same rows from files (the limit) and peers in turn, into the"
          + " same tables of the same server, with commits of the same size.",
      "Every run's rows are counted; a row that is lost, doubled or another one ends the command with an error."
    })
final class LoadCommand implements Callable<Integer> {
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
      names = "--contenders",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "copy,ours",
      description =
          "copy (the limit), ours, jdbc (spring-kafka and JDBC batches) (default: ${DEFAULT-VALUE}).")
  private List<String> contenders = List.of();

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Records of a run (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "2000000",
      description = "Records that each contender has had before (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "Runs of each contender, in turn (default: ${DEFAULT-VALUE}).")
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
      description = "A further setting of ours; may be repeated.")
  private List<String> ours = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException, SQLException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Surroundings.now());
    new LoadBenchmark(
            setting(),
            line -> {
              out.println(line);
              out.flush();
            })
        .run();
    out.println(Surroundings.now());
    return 0;
  }

  private Setting setting() {
    String eventType =
        switch (type) {
          case "flat" -> "points-collected";
          case "purchases" -> "purchase-transaction";
          default -> type;
        };
    if (rows < 2 * commit) {
      throw new ParameterException(spec.commandLine(), "--rows must be several times --commit");
    }
    return new Setting(
        eventType,
        contenders,
        rows,
        warmUp,
        rounds,
        commit,
        0,
        false,
        0,
        1,
        ours,
        Path.of(System.getProperty("benchmarks.home", ".")).toAbsolutePath().normalize());
  }
}
