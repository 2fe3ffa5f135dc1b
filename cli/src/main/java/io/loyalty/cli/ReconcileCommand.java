package io.loyalty.cli;

import io.loyalty.cli.option.ConsumptionOptions;
import io.loyalty.cli.proof.ReconciliationLines;
import io.loyalty.client.Answer;
import io.loyalty.client.consumption.ReconciliationResult;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares every partition's log with the warehouse.",
      "It runs in db-consumption-service, one at a time: if another one runs, this one begins after it.",
      "Exit code 1, and the offsets, if a record is unaccounted for or can't be read."
    })
final class ReconcileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "TYPE",
      description = "One event type (default: all of them).")
  private Optional<String> type = Optional.empty();

  @Option(
      names = "--deep",
      description =
          "Reads the log even where the counts balance, and looks for the child rows of every row.")
  private boolean deep;

  @Mixin private ConsumptionOptions consumption;

  @Override
  public Integer call() throws InterruptedException {
    Answer<ReconciliationResult> found =
        ReconcileWatch.follow(consumption.client(), spec.commandLine().getErr(), type, deep);
    PrintWriter out = spec.commandLine().getOut();
    if (consumption.json()) {
      out.println(found.json());
    } else {
      ReconciliationLines.lines(found.value()).forEach(out::println);
    }
    return found.value().isProof() ? 0 : 1;
  }
}
