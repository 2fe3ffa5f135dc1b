package io.loyalty.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs the command {@code benchmarks/run}. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    description =
        "Measures the pipeline against limits and peers; docs/benchmarks.md has the figures.",
    subcommands = {
      TranscoderCommand.class,
      QueueCommand.class,
      LoadCommand.class,
      ReplayCommand.class,
      ReconcileCommand.class,
      FreshnessCommand.class,
      DeadLettersCommand.class,
      StreamsCommand.class,
      RestoreCommand.class,
      AlertsCommand.class,
      ViewersCommand.class,
      PagesCommand.class,
      TypesCommand.class
    })
public final class Benchmarks {
  private Benchmarks() {}

  /** Runs one benchmark. */
  public static void main(String[] args) {
    System.exit(new CommandLine(Benchmarks.class).execute(args));
  }
}
