package io.loyalty.cli;

import io.loyalty.cli.proof.ReconciliationTable;
import io.loyalty.cli.service.Answer;
import io.loyalty.cli.service.Reconciliation;
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
      "Holds every partition's log against the warehouse.",
      "Exit code 1, and the offsets, if a record is unaccounted for."
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
  public Integer call() {
    Answer<Reconciliation> found = consumption.client().reconcile(type, deep);
    PrintWriter out = spec.commandLine().getOut();
    if (consumption.json()) {
      out.println(found.json());
    } else {
      ReconciliationTable.lines(found.value()).forEach(out::println);
    }
    return found.value().unaccounted() == 0 ? 0 : 1;
  }
}
