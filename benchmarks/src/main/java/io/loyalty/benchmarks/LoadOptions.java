package io.loyalty.benchmarks;

import io.loyalty.benchmarks.load.Setting;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds the options of every benchmark that loads a topic into tables. */
final class LoadOptions {
  /** A run counts from the first commit after a tenth of its rows to the last but one. */
  private static final int LEAST_COMMITS = 12;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

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
      description =
          "Records of a run, at least 12 times --commit where commits are measured (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description =
          "Records that each contender loads before the first run (default: 2000000 of load, 1000000 of replay).")
  private Optional<Integer> warmUp = Optional.empty();

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
      description = "A further setting of the service; may be repeated.")
  private List<String> ours = List.of();

  int rows() {
    return rows;
  }

  /** Returns the kind of rows as it was given. */
  String type() {
    return type;
  }

  /** Returns the event type to load. */
  String eventType() {
    return Setting.eventType(type);
  }

  List<String> ours() {
    return ours;
  }

  /** Returns how much is loaded where neither commits nor a warm-up count, or refuses a warm-up. */
  Setting.Runs runsWithoutWarmUp() {
    if (warmUp.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--warm-up has no meaning here");
    }
    return new Setting.Runs(rows, 0, rounds, commit);
  }

  /** Returns how much is loaded, or refuses rows that are too few for commits of that size. */
  Setting.Runs runs(int usualWarmUp) {
    if (rows < (long) LEAST_COMMITS * commit) {
      throw new ParameterException(
          spec.commandLine(),
          "--rows %d is less than %d times --commit %d: a run counts from the first commit after a tenth to the last but one, which must be ten commits at least"
              .formatted(rows, LEAST_COMMITS, commit));
    }
    return new Setting.Runs(rows, warmUp.orElse(usualWarmUp), rounds, commit);
  }
}
