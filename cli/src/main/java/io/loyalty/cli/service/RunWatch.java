package io.loyalty.cli.service;

import io.loyalty.client.Answer;
import io.loyalty.client.ServiceException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Follows a run of the service, such as a replay, to its end. {@link #leave} may be called by any
 * thread, all other methods by one thread only.
 *
 * @param <T> the run
 */
public final class RunWatch<T> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final String noun;
  private final Supplier<Answer<T>> service;
  private final Predicate<T> isEnded;
  private final String again;
  private final Duration patience;
  private final Duration lookEvery;
  private volatile boolean over;

  /**
   * Creates a watch with the usual patience.
   *
   * @param noun what the run is, such as "replay"
   * @param service asks for the run
   * @param isEnded whether the run has ended
   * @param again the command that follows it once more
   */
  public RunWatch(String noun, Supplier<Answer<T>> service, Predicate<T> isEnded, String again) {
    this(noun, service, isEnded, again, PATIENCE, LOOK_EVERY);
  }

  /** Creates a watch with its own patience and time between two looks. */
  public RunWatch(
      String noun,
      Supplier<Answer<T>> service,
      Predicate<T> isEnded,
      String again,
      Duration patience,
      Duration lookEvery) {
    this.noun = noun;
    this.service = service;
    this.isEnded = isEnded;
    this.again = again;
    this.patience = patience;
    this.lookEvery = lookEvery;
  }

  /** Polls the run as {@link #untilEnd} does; Ctrl-C leaves it running and says so. */
  public Answer<T> follow(Answer<T> started, Consumer<T> show, PrintWriter err)
      throws InterruptedException {
    // Ctrl-C ends this process by its shutdown hooks; the exit code is 130.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(err), noun + "-leave"));
    return untilEnd(started, show);
  }

  /**
   * Polls and shows the run; a service that is away for a while resumes it.
   *
   * @return its last state
   * @throws RequestFailedException if the service stays away
   */
  public Answer<T> untilEnd(Answer<T> started, Consumer<T> show) throws InterruptedException {
    Answer<T> latest = started;
    long answered = System.nanoTime();
    try {
      show.accept(latest.value());
      while (!isEnded.test(latest.value())) {
        Thread.sleep(lookEvery.toMillis());
        try {
          latest = service.get();
          answered = System.nanoTime();
          show.accept(latest.value());
        } catch (ServiceException e) {
          if (!e.isTemporary()) {
            throw e;
          }
          if (System.nanoTime() - answered > patience.toNanos()) {
            throw new RequestFailedException(
                "%s The %s goes on when it can; watch it again with: %s"
                    .formatted(ServiceSentence.of(e), noun, again));
          }
        }
      }
      return latest;
    } finally {
      over = true;
    }
  }

  /** Prints that the run continues without this command. */
  public void leave(PrintWriter out) {
    if (!over) {
      out.println("The %s goes on; watch it again with: %s".formatted(noun, again));
    }
  }
}
