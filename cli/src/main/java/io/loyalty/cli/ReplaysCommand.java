package io.loyalty.cli;

import io.loyalty.cli.replay.ReplayTable;
import io.loyalty.cli.service.Answer;
import io.loyalty.cli.service.ConsumptionClient;
import io.loyalty.cli.service.ConsumptionClient.ReplayAction;
import io.loyalty.cli.service.Replay;
import io.loyalty.cli.service.ReplayList;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "replays",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists the replays, the newest first; or pauses, resumes or cancels one.",
      "What a cancelled replay has inserted stays."
    })
final class ReplaysCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "pause|resume|cancel",
      description = "What to do with the replay.")
  private Optional<ReplayAction> action = Optional.empty();

  @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The replay.")
  private Optional<String> id = Optional.empty();

  @Mixin private ConsumptionOptions consumption;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (action.isEmpty()) {
      Answer<ReplayList> list = consumption.client().replays();
      if (consumption.json()) {
        out.println(list.json());
      } else {
        ReplayTable.lines(list.value().replays()).forEach(out::println);
      }
      return 0;
    }
    if (id.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Name the replay by its ID.");
    }
    ConsumptionClient client = consumption.client();
    Answer<Replay> changed = client.change(id.get(), action.get());
    out.println(consumption.json() ? changed.json() : ReplayTable.line(changed.value()));
    return 0;
  }
}
