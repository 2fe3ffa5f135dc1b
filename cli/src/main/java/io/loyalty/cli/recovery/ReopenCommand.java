package io.loyalty.cli.recovery;

import io.loyalty.cli.option.ConsumptionCommand;
import io.loyalty.cli.option.DeadLetterFilterOptions;
import io.loyalty.client.Answer;
import io.loyalty.client.consumption.DeadLetterDecision;
import io.loyalty.client.consumption.ReopenRequest;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Opens resolved dead letters again. */
@Command(
    name = "reopen",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {"Opens dead letters again that were resolved."})
public final class ReopenCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private ConsumptionCommand parent;
  @Mixin private DeadLetterFilterOptions filter;

  @Override
  public Integer call() {
    Answer<DeadLetterDecision> made =
        parent.consumption().client().reopen(new ReopenRequest(JsonFile.of(filter.filter(null))));
    spec.commandLine()
        .getOut()
        .println(
            parent.consumption().json()
                ? made.json()
                : String.format(
                    Locale.ROOT, "%,d dead letters are open again.", made.value().deadLetters()));
    return 0;
  }
}
