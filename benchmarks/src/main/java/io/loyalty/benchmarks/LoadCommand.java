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
  private static final int WARM_UP = 2_000_000;

  @Spec private CommandSpec spec;

  @Mixin private LoadOptions load;

  @Option(
      names = "--contenders",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "copy,ours",
      description =
          "copy (the limit: files that the benchmark sends), copy-server (files that the server reads), ours, unindexed (ours, without the indexes for looking up single events), jdbc (spring-kafka and JDBC batches), debezium (its JDBC sink), debezium-2 (two tasks)"
              + " (default: ${DEFAULT-VALUE}).")
  private List<String> contenders = List.of();

  @Option(
      names = "--debezium",
      paramLabel = "KEY=VALUE",
      description = "A further setting of Debezium's connector; may be repeated.")
  private List<String> debezium = List.of();

  @Option(
      names = "--peer-heap",
      paramLabel = "SIZE",
      defaultValue = "1g",
      description =
          "The heap of jdbc and of Debezium, as -Xmx takes it; ours has 256 MiB (default: ${DEFAULT-VALUE}).")
  private String peerHeap;

  @Option(
      names = "--duplicates",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description =
          "Of a run's events, those that are in the table before; the limit loads without (default:"
              + " ${DEFAULT-VALUE}).")
  private int duplicates;

  @Option(
      names = "--key",
      paramLabel = "ORDER",
      defaultValue = "time-first",
      description =
          "Of the primary key: time-first (occurred_at, event_id) or event-first (default: ${DEFAULT-VALUE}, as the"
              + " tables have it).")
  private String key;

  @Option(
      names = "--prefilled",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Rows that are in the partition before, of a flat type (default: ${DEFAULT-VALUE}).")
  private long prefilled;

  @Option(
      names = "--instances",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Instances of ours, sessions of the limit and threads of jdbc, each with a partition of the topic (default:"
              + " ${DEFAULT-VALUE}).")
  private int instances;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException, SQLException {
    Report report = Report.begin(spec);
    new LoadBenchmark(setting(), report::line).run();
    report.end();
    return 0;
  }

  private Setting setting() {
    require(
        prefilled == 0 || load.rows() >= instances * 20_000,
        "--prefilled needs 20,000 --rows for each instance");
    require(load.rows() % instances == 0, "--rows must be a multiple of --instances");
    require(
        key.equals("time-first") || key.equals("event-first"),
        "--key must be time-first or event-first");
    require(
        prefilled == 0 || !load.type().equals("purchases"),
        "--prefilled is for types without child tables");
    return new Setting(
        load.eventType(),
        contenders,
        load.runs(WARM_UP),
        new Setting.Tables(duplicates, key.equals("event-first"), prefilled),
        instances,
        new Setting.Further(load.ours(), debezium, peerHeap),
        Report.home());
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
