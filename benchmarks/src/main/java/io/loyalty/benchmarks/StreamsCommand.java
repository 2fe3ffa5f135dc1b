package io.loyalty.benchmarks;

import io.loyalty.benchmarks.stream.Setting;
import io.loyalty.benchmarks.stream.StreamBenchmark;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "streams",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "A stage of stream-service, as a process, against a plain exactly-once loop that reads, decodes and writes as"
          + " many records (the limit), over the same records in turn, with the same commit interval.",
      "What the stage derives is counted; an event that is there twice ends the command with an error."
    })
final class StreamsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      defaultValue = "enrichment",
      description = "The stage (default: ${DEFAULT-VALUE}).")
  private String stage;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Records of a run, over all topics of the stage (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "300000",
      description = "Records that each reads before the first run (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "Runs of each, in turn (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--instances",
      paramLabel = "N",
      split = ",",
      defaultValue = "1",
      description = {
        "Instances of the service that share the topics; several numbers, such as 1,2,3, are measured in turn"
            + " (default: ${DEFAULT-VALUE})."
      })
  private List<Integer> instances;

  @Option(
      names = "--ours",
      paramLabel = "KEY=VALUE",
      description = "A further setting of the service; may be repeated.")
  private List<String> ours = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    Report report = Report.begin(spec);
    new StreamBenchmark(
            new Setting(stage, records, warmUp, rounds, instances, ours, Report.home()),
            report::line)
        .run();
    report.end();
    return 0;
  }
}
