package io.loyalty.endtoend;

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
 * Sends the mixed sample, each time with other events, until it is ended; as fast as it is taken,
 * so that some messages are always waiting, and no more than a service that is away can make up for
 * in a moment.
 */
final class EventStream {
  private static final long WAITING = 500;
  private static final int MOST_MESSAGES = 4_000;
  private static final int PART = 100;

  private final Programme programme;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> sending;
  private volatile boolean ending;
  private final AtomicInteger sent = new AtomicInteger();

  private EventStream(Programme programme) {
    this.programme = programme;
    this.sending =
        thread.submit(
            () -> {
              send();
              return null;
            });
  }

  static EventStream into(Programme programme) {
    return new EventStream(programme);
  }

  /** Whether it has more to send. */
  boolean flowing() {
    return !sending.isDone() && sent.get() < MOST_MESSAGES;
  }

  private void send() throws InterruptedException {
    for (long seed = System.nanoTime(); !ending; seed++) {
      List<SampleMessage> messages = new SampleEvents(seed, Instant.now()).mixed();
      for (int from = 0; from < messages.size(); from += PART) {
        await()
            .forever()
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> ending || (sent.get() < MOST_MESSAGES && programme.queued() <= WAITING));
        if (ending) {
          return;
        }
        List<SampleMessage> part = messages.subList(from, Math.min(from + PART, messages.size()));
        programme.send(part);
        sent.addAndGet(part.size());
      }
    }
  }

  /** Returns when what was begun is sent. */
  void end() throws InterruptedException, ExecutionException {
    ending = true;
    thread.shutdown();
    sending.get();
  }
}
