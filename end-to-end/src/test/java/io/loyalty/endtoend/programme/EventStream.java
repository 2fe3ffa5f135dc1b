package io.loyalty.endtoend.programme;

import static org.awaitility.Awaitility.await;

import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends the mixed sample repeatedly, with new events each time, until it is ended: either as fast
 * as it is loaded, with some messages always waiting but no long backlog, or at a constant rate.
 */
public final class EventStream {
  private static final long WAITING = 500;
  private static final long NOT_LOADED = 2_000;
  private static final int PART = 100;
  private static final int PACED_PART = 10;

  private final Programme programme;
  private final OptionalInt messagesPerSecond;
  private final long began = System.nanoTime();
  private final long loadedBefore;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<?> sending;
  private volatile boolean ending;
  private final AtomicInteger sent = new AtomicInteger();

  private EventStream(Programme programme, OptionalInt messagesPerSecond) throws SQLException {
    this.programme = programme;
    this.messagesPerSecond = messagesPerSecond;
    this.loadedBefore = programme.warehouse().recordsLoaded();
    this.sending =
        thread.submit(
            () -> {
              send();
              return null;
            });
  }

  public static EventStream into(Programme programme) throws SQLException {
    return new EventStream(programme, OptionalInt.empty());
  }

  /**
   * Starts a stream at a constant rate, without the invalid kinds that may repeat the bytes of an
   * earlier event.
   */
  public static EventStream paced(Programme programme, int messagesPerSecond) throws SQLException {
    return new EventStream(programme, OptionalInt.of(messagesPerSecond));
  }

  /** Returns whether it still sends: only a failure ends it early. */
  public boolean flowing() {
    return !sending.isDone();
  }

  /** Returns the number of messages sent so far. */
  public int sent() {
    return sent.get();
  }

  private void send() throws InterruptedException {
    for (long seed = System.nanoTime(); !ending; seed++) {
      List<SampleMessage> messages = new SampleEvents(seed, Instant.now()).mixed();
      messagesPerSecond.ifPresent(
          paced -> messages.removeIf(each -> !each.events().stream().allMatch(EventStream::isNew)));
      int length = messagesPerSecond.isPresent() ? PACED_PART : PART;
      for (int from = 0; from < messages.size(); from += length) {
        await()
            .forever()
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(200))
            .until(() -> ending || isDue());
        if (ending) {
          return;
        }
        List<SampleMessage> part = messages.subList(from, Math.min(from + length, messages.size()));
        programme.send(part);
        sent.addAndGet(part.size());
      }
    }
  }

  private static boolean isNew(SampleEvent event) {
    return event.valid() || !event.id().isEmpty();
  }

  private boolean isDue() throws SQLException {
    if (messagesPerSecond.isEmpty()) {
      return programme.queued() <= WAITING
          && sent.get() <= programme.warehouse().recordsLoaded() - loadedBefore + NOT_LOADED;
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    return sent.get() < messagesPerSecond.getAsInt() * seconds;
  }

  /** Returns when the current sample has been sent. */
  public void end() throws InterruptedException, ExecutionException {
    ending = true;
    thread.shutdown();
    sending.get();
  }
}
