package io.loyalty.cli.feed;

import io.loyalty.cli.queue.EventCount;
import io.loyalty.cli.queue.EventLines;
import io.loyalty.cli.queue.QueueSender;
import io.loyalty.cli.queue.SendTally;
import io.loyalty.cli.queue.SentJournal;
import io.loyalty.cli.queue.SqsQueue;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/** Sends a source to the queue in the background. Thread-safe. */
public final class Feed {
  private final SendTally tally = new SendTally();
  private final CompletableFuture<Duration> done;

  private Feed(SqsQueue queue, EventCount count, SentJournal journal, EventLines lines) {
    QueueSender sender = new QueueSender(queue, count, journal, tally);
    done =
        CompletableFuture.supplyAsync(
            () -> sendAll(sender, lines),
            Executors.newSingleThreadExecutor(
                work -> {
                  Thread thread = new Thread(work, "feed");
                  thread.setDaemon(true);
                  return thread;
                }));
  }

  public static Feed start(
      SqsQueue queue, EventCount count, SentJournal journal, EventLines lines) {
    return new Feed(queue, count, journal, lines);
  }

  private static Duration sendAll(QueueSender sender, EventLines lines) {
    long start = System.nanoTime();
    try (lines) {
      sender.send(lines);
      return Duration.ofNanos(System.nanoTime() - start);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public SendTally tally() {
    return tally;
  }

  /**
   * Returns whether everything is sent.
   *
   * @throws io.loyalty.cli.queue.SendFailedException if sending failed
   */
  public boolean done() {
    if (done.isCompletedExceptionally()) {
      took();
    }
    return done.isDone();
  }

  /** Waits for the end and returns how long sending took. */
  public Duration took() {
    try {
      return done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
