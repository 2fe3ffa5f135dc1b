package io.loyalty.cli.recovery;

import io.loyalty.cli.option.ConsumptionOptions;
import io.loyalty.cli.service.RunWatch;
import io.loyalty.cli.text.Screen;
import io.loyalty.client.Answer;
import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.Redrive;
import java.util.List;
import picocli.CommandLine;

/** Prints redrives and previews. */
final class RedriveOutput {
  private final ConsumptionOptions consumption;
  private final CommandLine line;

  RedriveOutput(ConsumptionOptions consumption, CommandLine line) {
    this.consumption = consumption;
    this.line = line;
  }

  /** Prints the state, and the result once there is one. */
  int show(Answer<Redrive> redrive) {
    if (consumption.json()) {
      line.getOut().println(redrive.json());
    } else {
      line.getOut().println(RedriveLines.state(redrive.value()));
      if (redrive.value().tried() > 0) {
        result(redrive.value()).forEach(line.getOut()::println);
      }
    }
    return 0;
  }

  /** Shows the progress until the end; the exit code is 0 only if it is done. */
  int follow(Answer<Redrive> redrive) throws InterruptedException {
    String id = redrive.value().id();
    ConsumptionApi client = consumption.client();
    RunWatch<Redrive> watch =
        new RunWatch<>(
            RedriveBar.noun(redrive.value()),
            () -> client.redrive(id),
            each -> each.state().ended(),
            consumption.command("dead-letters redrives show %s --watch".formatted(id)));
    Answer<Redrive> ended;
    if (consumption.json()) {
      ended = watch.follow(redrive, each -> {}, line.getErr());
      line.getOut().println(ended.json());
    } else {
      Screen screen = new Screen(line.getOut(), Screen.onTerminal());
      ended =
          watch.follow(
              redrive,
              each -> screen.show(RedriveBar.lines(each), RedriveBar.line(each), List.of()),
              line.getErr());
      screen.keep();
      screen.say(RedriveLines.state(ended.value()));
      result(ended.value()).forEach(screen::say);
    }
    return ended.value().state() == Redrive.State.DONE ? 0 : 1;
  }

  private List<String> result(Redrive redrive) {
    return RedriveLines.result(
        redrive, consumption.command("dead-letters redrive --preview %s".formatted(redrive.id())));
  }
}
