package io.loyalty.cli;

import io.loyalty.cli.service.Answer;
import io.loyalty.cli.service.ConsumptionClient;
import io.loyalty.cli.service.NoAnswerException;
import io.loyalty.cli.service.Replay;
import io.loyalty.cli.service.RequestFailedException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Consumer;

/** Follows a replay to its end. {@link #leave} may be called by any thread, all else by one. */
final class ReplayWatch {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final ConsumptionClient client;
  private final String id;
  private final Duration patience;
  private final Duration lookEvery;
  private volatile boolean over;

  ReplayWatch(ConsumptionClient client, String id) {
    this(client, id, PATIENCE, LOOK_EVERY);
  }

  ReplayWatch(ConsumptionClient client, String id, Duration patience, Duration lookEvery) {
    this.client = client;
    this.id = id;
    this.patience = patience;
    this.lookEvery = lookEvery;
  }

  /**
   * Shows the replay again and again; a service that is away for a while goes on with it.
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
          latest = client.replay(id);
          answered = System.nanoTime();
          show.accept(latest.value());
        } catch (NoAnswerException e) {
          if (System.nanoTime() - answered > patience.toNanos()) {
            throw new RequestFailedException(
                "%s The replay %s goes on when it can; see: pipeline replays"
                    .formatted(e.getMessage(), id));
          }
        }
      }
      return latest;
    } finally {
      over = true;
    }
  }

  /** Says what becomes of the replay when nobody watches it any more. */
  void leave(PrintWriter out) {
    if (!over) {
      out.println();
      out.println("Replay %s goes on; see: pipeline replays".formatted(id));
      out.println("It ends with: pipeline replays cancel %s".formatted(id));
    }
  }
}
