package io.loyalty.benchmarks;

import io.loyalty.benchmarks.deadletter.DeadLetterBenchmark;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Dead letters by the thousands: both services as processes on the local stack, events of all types that ingestion"
          + " refuses for four causes.",
      "Measures each page and group of GET /dead-letters, a preview of all, and how fresh live events are before, during"
          + " and after a redrive of all. Exit code 1 if an event is missing, or if the redrive does not publish what the"
          + " preview said."
    })
final class DeadLettersCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--letters",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Dead letters (default: ${DEFAULT-VALUE}).")
  private int letters;

  @Option(
      names = "--sources",
      paramLabel = "N",
      defaultValue = "50",
      description =
          "Sources that send most of them (default: ${DEFAULT-VALUE}); more than 10,000 groups are refused.")
  private int sources;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Live events a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "40",
      description = "Live events before they count (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "40",
      description =
          "Live events that count, before the redrive and after it (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--redrive-rate",
      paramLabel = "N",
      defaultValue = "1000000",
      description =
          "Dead letters that the redrive may try in a second (default: ${DEFAULT-VALUE}, as fast as it can).")
  private int redriveRate;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    Report report = Report.begin(spec);
    boolean isRight =
        new DeadLetterBenchmark(
                new DeadLetterBenchmark.Setting(
                    letters,
                    sources,
                    rate,
                    Duration.ofSeconds(warmUp),
                    Duration.ofSeconds(seconds),
                    redriveRate,
                    Report.home()),
                report::line)
            .run();
    report.end();
    return isRight ? 0 : 1;
  }
}
