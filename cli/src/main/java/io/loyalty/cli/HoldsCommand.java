package io.loyalty.cli;

import io.loyalty.cli.option.ConsumptionOptions;
import io.loyalty.client.Answer;
import io.loyalty.client.consumption.HeldPartition;
import io.loyalty.client.consumption.HoldDecision;
import io.loyalty.client.consumption.HoldList;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "holds",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists the partitions on hold, with the reason; or resumes one.",
      "Each instance of db-consumption-service lists its own."
    })
final class HoldsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConsumptionOptions consumption;

  @Override
  public Integer call() {
    Answer<HoldList> list = consumption.client().holds();
    if (consumption.json()) {
      out().println(list.json());
      return 0;
    }
    if (list.value().holds().isEmpty()) {
      out().println("Nothing is held.");
    }
    list.value().holds().forEach(each -> out().println(line(each)));
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Decides where a partition on hold resumes.",
        "You give up the records before it: the decision is recorded with your name, and reconcile no longer looks for them."
      })
  int resume(
      @Parameters(paramLabel = "TOPIC", description = "The topic, as the list names it.")
          String topic,
      @Parameters(paramLabel = "PARTITION", description = "Its partition.") int partition,
      @Option(
              names = "--from",
              paramLabel = "PLACE",
              required = true,
              description =
                  "start: the first record that still exists; end: after the last record; or an offset.")
          String from) {
    Answer<HoldDecision> decided = consumption.client().resume(topic, partition, from);
    out().println(consumption.json() ? decided.json() : line(decided.value()));
    return 0;
  }

  private static String line(HeldPartition hold) {
    return "%s-%d  %s%s  %s"
        .formatted(
            hold.topic(),
            hold.partition(),
            hold.code(),
            hold.needsDecision() ? " (needs a decision)" : "",
            hold.reason());
  }

  private static String line(HoldDecision decided) {
    return String.format(
        Locale.ROOT,
        "%s-%d was held at offset %,d and goes on at %,d; %,d offsets are given up.",
        decided.topic(),
        decided.partition(),
        decided.heldOffset(),
        decided.nextOffset(),
        decided.givenUp());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
