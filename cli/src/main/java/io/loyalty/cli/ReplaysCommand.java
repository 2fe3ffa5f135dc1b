package io.loyalty.cli;

import io.loyalty.cli.option.ConsumptionOptions;
import io.loyalty.cli.replay.ReplayTable;
import io.loyalty.client.Answer;
import io.loyalty.client.consumption.Replay;
import io.loyalty.client.consumption.ReplayList;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "replays",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the replays, the newest first; or shows, pauses, resumes or cancels one.")
final class ReplaysCommand implements Callable<Integer> {
  private static final String REPLAY = "The id of the replay.";

  @Spec private CommandSpec spec;
  @Mixin private ConsumptionOptions consumption;

  @Override
  public Integer call() {
    Answer<ReplayList> list = consumption.client().replays();
    if (consumption.json()) {
      out().println(list.json());
    } else {
      ReplayTable.lines(list.value().replays()).forEach(out()::println);
    }
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Shows a replay once, or until it ends.")
  int show(
      @Parameters(paramLabel = "ID", description = REPLAY) String id,
      @Option(
              names = "--watch",
              description =
                  "Shows the progress until the replay ends; exit code 0 only if it is done.")
          boolean watch)
      throws InterruptedException {
    Answer<Replay> replay = consumption.client().replay(id);
    return watch ? ReplayWatch.follow(replay, consumption, spec.commandLine()) : told(replay);
  }

  @Command(
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Pauses a replay until you resume it.")
  int pause(@Parameters(paramLabel = "ID", description = REPLAY) String id) {
    return told(consumption.client().pause(id));
  }

  @Command(
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Resumes a paused replay.")
  int resume(@Parameters(paramLabel = "ID", description = REPLAY) String id) {
    return told(consumption.client().resume(id));
  }

  @Command(
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Ends a replay; the rows that it inserted stay.")
  int cancel(@Parameters(paramLabel = "ID", description = REPLAY) String id) {
    return told(consumption.client().cancel(id));
  }

  private int told(Answer<Replay> replay) {
    out().println(consumption.json() ? replay.json() : ReplayTable.line(replay.value()));
    return 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
