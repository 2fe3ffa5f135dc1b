package io.loyalty.benchmarks;

import io.loyalty.benchmarks.transcoder.Contract;
import io.loyalty.benchmarks.transcoder.Subject;
import io.loyalty.benchmarks.transcoder.TranscoderRounds;
import io.loyalty.benchmarks.transcoder.TranscoderTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "transcoder",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "JSON to validated Avro bytes: ours, the limit and the peers, by JMH.",
      "About 4 minutes for each set of events and 7 rounds."
    })
final class TranscoderCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "CloudEvents of your own too, NDJSON, plain or gzip.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--each-type", description = "Each of the ten types by itself too.")
  private boolean eachType;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "How often each is measured in turn (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Override
  public Integer call() throws RunnerException, IOException, InterruptedException {
    Report report = Report.begin(spec);
    for (String events : sets()) {
      TranscoderTable table =
          new TranscoderTable(new TranscoderRounds(rounds, file).measure(events), output(events));
      report.line(events);
      table.lines().forEach(report::line);
    }
    report.end();
    return 0;
  }

  private List<String> sets() {
    List<String> sets = new ArrayList<>();
    sets.add(Subject.ALL_TYPES);
    file.ifPresent(path -> sets.add(Subject.FILE));
    if (eachType) {
      sets.addAll(new Contract().types());
    }
    return sets;
  }

  private double output(String events) throws IOException {
    return Subject.of(events, file).meanOutput();
  }
}
