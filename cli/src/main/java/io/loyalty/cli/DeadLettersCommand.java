package io.loyalty.cli;

import io.loyalty.cli.deadletter.DeadLetterTable;
import io.loyalty.cli.option.ConsumptionOptions;
import io.loyalty.client.Answer;
import io.loyalty.client.consumption.DeadLetter;
import io.loyalty.client.consumption.DeadLetterList;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists the events that were refused, by kind, and the newest of them; or shows one.",
      "Personal data are masked."
    })
final class DeadLettersCommand implements Callable<Integer> {
  /** Lists the actions. */
  enum Verb {
    LIST,
    SHOW
  }

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "list|show",
      description = "What to do (default: list).")
  private Verb verb = Verb.LIST;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "The dead letter to show.")
  private Optional<String> id = Optional.empty();

  @Option(names = "--type", paramLabel = "TYPE", description = "Lists those of one event type.")
  private Optional<String> type = Optional.empty();

  @Option(names = "--reason", paramLabel = "REASON", description = "Lists those with one reason.")
  private Optional<String> reason = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many of the newest are listed (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private ConsumptionOptions consumption;

  @Override
  public Integer call() {
    if ((verb == Verb.SHOW) != id.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "'show' shows the dead letter of an ID, and 'list' takes none.");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (verb == Verb.SHOW) {
      Answer<DeadLetter> found = consumption.client().deadLetter(id.get());
      if (consumption.json()) {
        out.println(found.json());
      } else {
        DeadLetterTable.lines(found.tree()).forEach(out::println);
      }
      return 0;
    }
    Answer<DeadLetterList> list =
        consumption.client().deadLetters(type.orElse(null), limit, reason.orElse(null));
    if (consumption.json()) {
      out.println(list.json());
    } else {
      DeadLetterTable.lines(list.value()).forEach(out::println);
    }
    return 0;
  }
}
