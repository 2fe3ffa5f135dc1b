package io.loyalty.cli.recovery;

import io.loyalty.cli.option.ConsumptionCommand;
import io.loyalty.cli.option.DeadLetterFilterOptions;
import io.loyalty.client.Answer;
import io.loyalty.client.consumption.DeadLetterDecision;
import io.loyalty.client.consumption.ResolveRequest;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Closes dead letters without a redrive. */
@Command(
    name = "resolve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Closes open dead letters without a redrive; they no longer count as open.",
      "reopen undoes it."
    })
public final class ResolveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private ConsumptionCommand parent;
  @Mixin private DeadLetterFilterOptions filter;

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      required = true,
      description = "Why, in a sentence that is kept with your name.")
  private String why;

  @Override
  public Integer call() {
    Answer<DeadLetterDecision> made =
        parent
            .consumption()
            .client()
            .resolve(new ResolveRequest(JsonFile.of(filter.filter(null)), why));
    spec.commandLine()
        .getOut()
        .println(
            parent.consumption().json()
                ? made.json()
                : String.format(
                    Locale.ROOT, "%,d dead letters are resolved.", made.value().deadLetters()));
    return 0;
  }
}
