package io.loyalty.cli;

import io.loyalty.cli.deadletter.DeadLetterTable;
import io.loyalty.cli.option.ConsumptionCommand;
import io.loyalty.cli.option.ConsumptionOptions;
import io.loyalty.cli.option.DeadLetterListOptions;
import io.loyalty.cli.recovery.PreviewCommand;
import io.loyalty.cli.recovery.RedriveCommand;
import io.loyalty.cli.recovery.RedrivesCommand;
import io.loyalty.cli.recovery.ReopenCommand;
import io.loyalty.cli.recovery.ResolveCommand;
import io.loyalty.client.Answer;
import io.loyalty.client.consumption.DeadLetter;
import io.loyalty.client.consumption.DeadLetterList;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists the events that were refused, by kind, and the newest of them; or shows one.",
      "Those that were redriven or resolved are left out, unless you ask for them. Personal data are masked."
    },
    subcommands = {
      PreviewCommand.class,
      RedriveCommand.class,
      RedrivesCommand.class,
      ResolveCommand.class,
      ReopenCommand.class
    })
final class DeadLettersCommand implements Callable<Integer>, ConsumptionCommand {
  @Spec private CommandSpec spec;
  @Mixin private DeadLetterListOptions options;
  @Mixin private ConsumptionOptions consumption;

  @Override
  public ConsumptionOptions consumption() {
    return consumption;
  }

  @Override
  public Integer call() {
    return print(options);
  }

  @Command(
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Lists them, as the command does without a word after it.")
  int list(@Mixin DeadLetterListOptions chosen) {
    return print(chosen);
  }

  @Command(
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Shows one dead letter: its event, every violation, where it came from, and what became of it."
      })
  int show(@Parameters(paramLabel = "ID", description = "The dead letter to show.") String id) {
    Answer<DeadLetter> found = consumption.client().deadLetter(id);
    if (consumption.json()) {
      out().println(found.json());
    } else {
      DeadLetterTable.lines(found.tree()).forEach(out()::println);
    }
    return 0;
  }

  private int print(DeadLetterListOptions chosen) {
    Answer<DeadLetterList> list = consumption.client().deadLetters(chosen.query().parameters());
    if (consumption.json()) {
      out().println(list.json());
    } else {
      DeadLetterTable.lines(list.value(), chosen.groupBy()).forEach(out()::println);
    }
    return 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
