package io.loyalty.cli.queue;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Sends every line of a source as one message, several batches at a time. */
public final class QueueSender {
  private static final int THREADS = 8;
  private static final int WAITING_BATCHES = 16;

  private final SqsQueue queue;
  private final BatchSender batches;
  private final SendTally tally;

  /**
   * Creates a sender for one source.
   *
   * @param queue the target queue
   * @param count determines which events a message contains
   * @param journal records what was sent
   * @param tally counts the progress
   */
  public QueueSender(SqsQueue queue, EventCount count, SentJournal journal, SendTally tally) {
    this.queue = queue;
    this.tally = tally;
    this.batches = new BatchSender(queue, count, journal, tally);
  }

  /**
   * Sends all lines and returns when the queue has accepted or refused each of them.
   *
   * @throws SendFailedException if the source breaks off, the queue refuses, or the queue stays
   *     unavailable
   */
  public void send(EventLines lines) throws InterruptedException {
    // A FIFO queue keeps the order in which messages are sent to it.
    int threads = queue.fifo() ? 1 : THREADS;
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "queue-sender");
              thread.setDaemon(true);
              return thread;
            });
    BatchWorkers senders = new BatchWorkers(workers);
    try {
      LineBatch batch = new LineBatch();
      for (Optional<EventLine> next = lines.next(); next.isPresent(); next = lines.next()) {
        EventLine line = next.get();
        if (!line.sendable()) {
          tally.refused(line.number(), line.fault());
          continue;
        }
        if (!batch.fits(line)) {
          senders.submit(batch);
          batch = new LineBatch();
        }
        batch.add(line);
      }
      senders.submit(batch);
      senders.finish();
    } finally {
      workers.shutdownNow();
    }
  }

  /** Sends one source; ends at the first failure. */
  private final class BatchWorkers {
    private final ExecutorService workers;
    private final Semaphore permits = new Semaphore(WAITING_BATCHES);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    BatchWorkers(ExecutorService workers) {
      this.workers = workers;
    }

    void submit(LineBatch batch) throws InterruptedException {
      permits.acquire();
      check();
      if (batch.isEmpty()) {
        permits.release();
        return;
      }
      workers.execute(
          () -> {
            try {
              batches.send(batch.lines());
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
              failure.compareAndSet(null, e);
            } finally {
              permits.release();
            }
          });
    }

    void finish() throws InterruptedException {
      workers.shutdown();
      while (!workers.awaitTermination(100, TimeUnit.MILLISECONDS)) {
        check();
      }
      check();
    }

    private void check() {
      RuntimeException failed = failure.get();
      if (failed != null) {
        throw failed;
      }
    }
  }
}
