package io.loyalty.endtoend.programme;

import static org.awaitility.Awaitility.await;

import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends the mixed sample to a programme repeatedly, with new events each time and each message
 * twice, at a constant rate, whether or not the queue responds, until it is ended.
 */
public final class TwiceSentStream {
  private static final int PART = 20;

  private final Programme programme;
  private final Duration ago;
  private final long seed;
  private final int messagesPerSecond;
  private final long began = System.nanoTime();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> sending;
  private final AtomicInteger sent = new AtomicInteger();
  private volatile boolean ending;

  private TwiceSentStream(Programme programme, Duration ago, long seed, int messagesPerSecond) {
    this.programme = programme;
    this.ago = ago;
    this.seed = seed;
    this.messagesPerSecond = messagesPerSecond;
    this.sending =
        thread.submit(
            () -> {
              send();
              return null;
            });
  }

  public static TwiceSentStream into(Programme programme, long seed, int messagesPerSecond) {
    return new TwiceSentStream(programme, Duration.ZERO, seed, messagesPerSecond);
  }

  /** Sends events of a day so long ago, in any order. */
  public static TwiceSentStream ofDaysAgo(
      int days, Programme programme, long seed, int messagesPerSecond) {
    return new TwiceSentStream(programme, Duration.ofDays(days), seed, messagesPerSecond);
  }

  /** Returns the number of messages sent so far, each counted once. */
  public int sent() {
    return sent.get();
  }

  /**
   * Returns when this number of further messages is sent; none is sent while the queue server is
   * down.
   */
  public void awaitSent(int more) {
    int wanted = sent.get() + more;
    await("%d more messages are sent".formatted(more))
        .atMost(Duration.ofMinutes(15))
        .until(() -> sent.get() >= wanted || sending.isDone());
  }

  /** Returns when the current sample has been sent twice. */
  public void end() throws InterruptedException, ExecutionException {
    ending = true;
    thread.shutdown();
    sending.get();
  }

  private void send() throws InterruptedException {
    for (long round = 0; !ending; round++) {
      List<SampleMessage> messages =
          new SampleEvents(seed + round, Instant.now().minus(ago)).mixed();
      for (int from = 0; from < messages.size() && !ending; from += PART) {
        await().forever().until(() -> ending || isDue());
        List<SampleMessage> part = messages.subList(from, Math.min(from + PART, messages.size()));
        programme.send(part);
        programme.send(part);
        sent.addAndGet(part.size());
      }
    }
  }

  private boolean isDue() {
    return sent.get() < messagesPerSecond * ((System.nanoTime() - began) / 1e9);
  }
}
