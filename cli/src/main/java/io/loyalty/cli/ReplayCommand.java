package io.loyalty.cli;

import io.loyalty.cli.option.ConsumptionOptions;
import io.loyalty.cli.option.RangeOptions;
import io.loyalty.cli.replay.ReplayTable;
import io.loyalty.client.Answer;
import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.Replay;
import io.loyalty.client.consumption.ReplayPlan;
import io.loyalty.client.consumption.ReplayRequest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reads topics again and inserts what the warehouse lacks, while new events keep arriving.",
      "It runs in db-consumption-service, and continues there when this command ends."
    })
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "TYPE",
      description = "Event types, like purchase-transaction.")
  private List<String> types = new ArrayList<>();

  @Option(names = "--all", description = "All event types.")
  private boolean all;

  @Mixin private RangeOptions range;

  @Option(
      names = "--dry-run",
      description =
          "Shows what would be read, by partition, and how long it may take; changes nothing.")
  private boolean dryRun;

  @Option(
      names = "--watch",
      description = "Shows the progress until the replay ends; exit code 0 only if it is done.")
  private boolean watch;

  @Mixin private ConsumptionOptions consumption;

  @Override
  public Integer call() throws InterruptedException {
    if (all == !types.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Name event types or --all, and not both of them.");
    }
    if (dryRun && watch) {
      throw new ParameterException(
          spec.commandLine(), "A --dry-run replays nothing that --watch could show.");
    }
    ReplayRequest request = range.request(types);
    ConsumptionApi client = consumption.client();
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      Answer<ReplayPlan> plan = client.plan(request.asDryRun());
      if (consumption.json()) {
        out.println(plan.json());
      } else {
        ReplayTable.lines(plan.value()).forEach(out::println);
      }
      return 0;
    }
    Answer<Replay> started = client.start(request);
    if (watch) {
      return ReplayWatch.follow(started, consumption, spec.commandLine());
    }
    if (consumption.json()) {
      out.println(started.json());
    } else {
      String id = started.value().id();
      out.println(
          "Replay %s is started; watch it with: %s"
              .formatted(id, consumption.command("replays show %s --watch".formatted(id))));
    }
    return 0;
  }
}
