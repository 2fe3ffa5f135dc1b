package io.loyalty.cli;

import io.loyalty.cli.option.ConsumptionOptions;
import io.loyalty.cli.replay.ReplayBar;
import io.loyalty.cli.replay.ReplayTable;
import io.loyalty.cli.service.RunWatch;
import io.loyalty.cli.text.Screen;
import io.loyalty.client.Answer;
import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.Replay;
import java.util.List;
import picocli.CommandLine;

/** Follows a replay to its end. */
final class ReplayWatch {
  private ReplayWatch() {}

  /** Shows a replay until its end; the exit code is 0 only if the replay is done. */
  static int follow(Answer<Replay> replay, ConsumptionOptions consumption, CommandLine line)
      throws InterruptedException {
    String id = replay.value().id();
    ConsumptionApi client = consumption.client();
    RunWatch<Replay> watch =
        new RunWatch<>(
            "replay",
            () -> client.replay(id),
            each -> each.state().ended(),
            consumption.command("replays show %s --watch".formatted(id)));
    Answer<Replay> ended;
    if (consumption.json()) {
      ended = watch.follow(replay, each -> {}, line.getErr());
      line.getOut().println(ended.json());
    } else {
      Screen screen = new Screen(line.getOut(), Screen.onTerminal());
      ended =
          watch.follow(
              replay,
              each -> screen.show(ReplayBar.lines(each), ReplayBar.line(each), List.of()),
              line.getErr());
      screen.keep();
      screen.say(ReplayTable.line(ended.value()));
    }
    return ended.value().state() == Replay.State.DONE ? 0 : 1;
  }
}
