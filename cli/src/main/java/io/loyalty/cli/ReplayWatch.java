package io.loyalty.cli;

import io.loyalty.cli.option.ConsumptionOptions;
import io.loyalty.cli.replay.ReplayTable;
import io.loyalty.cli.service.RequestFailedException;
import io.loyalty.cli.service.ServiceSentence;
import io.loyalty.client.Answer;
import io.loyalty.client.ServiceException;
import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.Replay;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine;

/**
 * Follows a replay to its end. {@link #leave} may be called by any thread, all other methods by one
 * thread only.
 */
final class ReplayWatch {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final ConsumptionApi client;
  private final String again;
  private final Duration patience;
  private final Duration lookEvery;
  private volatile boolean over;

  /** Takes {@code again}, the command that follows the replay once more. */
  ReplayWatch(ConsumptionApi client, String again, Duration patience, Duration lookEvery) {
    this.client = client;
    this.again = again;
    this.patience = patience;
    this.lookEvery = lookEvery;
  }

  /** Shows a replay until its end; the exit code is 0 only if the replay is done. */
  static int follow(Answer<Replay> replay, ConsumptionOptions consumption, CommandLine line)
      throws InterruptedException {
    String again = consumption.command("replays show %s --watch".formatted(replay.value().id()));
    ReplayWatch watch = new ReplayWatch(consumption.client(), again, PATIENCE, LOOK_EVERY);
    // Ctrl-C ends this process by its shutdown hooks; the exit code is 130.
    Thread leave = new Thread(() -> watch.leave(line.getErr()), "replay-leave");
    Runtime.getRuntime().addShutdownHook(leave);
    Answer<Replay> ended;
    if (consumption.json()) {
      ended = watch.untilEnd(replay, each -> {});
      line.getOut().println(ended.json());
    } else {
      Screen screen = new Screen(line.getOut(), Screen.onTerminal());
      ended = watch.untilEnd(replay, screen::show);
      screen.keep();
      screen.say(ReplayTable.line(ended.value()));
    }
    return ended.value().state() == Replay.State.DONE ? 0 : 1;
  }

  /**
   * Polls and shows the replay; a service that is away for a while resumes it.
   *
   * @return its last state
   * @throws RequestFailedException if the service stays away
   */
  Answer<Replay> untilEnd(Answer<Replay> started, Consumer<Replay> show)
      throws InterruptedException {
    Answer<Replay> latest = started;
    long answered = System.nanoTime();
    try {
      show.accept(latest.value());
      while (!latest.value().state().ended()) {
        Thread.sleep(lookEvery.toMillis());
        try {
          latest = client.replay(started.value().id());
          answered = System.nanoTime();
          show.accept(latest.value());
        } catch (ServiceException e) {
          if (!e.isTemporary()) {
            throw e;
          }
          if (System.nanoTime() - answered > patience.toNanos()) {
            throw new RequestFailedException(
                "%s The replay goes on when it can; watch it again with: %s"
                    .formatted(ServiceSentence.of(e), again));
          }
        }
      }
      return latest;
    } finally {
      over = true;
    }
  }

  /** Prints that the replay continues without this command. */
  void leave(PrintWriter out) {
    if (!over) {
      out.println("The replay goes on; watch it again with: " + again);
    }
  }
}
