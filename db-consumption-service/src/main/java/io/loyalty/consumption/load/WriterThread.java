package io.loyalty.consumption.load;

import io.loyalty.consumption.warehouse.load.LoadOutcome;
import io.loyalty.consumption.warehouse.load.TopicLoad;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Writes one batch at a time on a thread of its own, so that the next is collected meanwhile. While
 * it is busy nobody else may use the writer. Confined to the flow's thread.
 */
final class WriterThread implements AutoCloseable {
  private final Function<List<TopicLoad>, LoadOutcome> writer;
  private final Runnable done;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "consumption-writer");
            made.setDaemon(true);
            return made;
          });
  private CompletableFuture<LoadOutcome> outcome;

  /** {@code done} is told, on the writer's thread, whenever a batch is written or has failed. */
  WriterThread(Function<List<TopicLoad>, LoadOutcome> writer, Runnable done) {
    this.writer = writer;
    this.done = done;
  }

  /** Begins to write; the one before must have been taken. */
  void begin(List<TopicLoad> loads) {
    if (outcome != null) {
      throw new IllegalStateException("the outcome of the batch before was not taken");
    }
    CompletableFuture<LoadOutcome> writing = new CompletableFuture<>();
    outcome = writing;
    thread.execute(() -> write(loads, writing));
  }

  /** Whether a batch was begun and its outcome not taken yet. */
  boolean isBusy() {
    return outcome != null;
  }

  /** Whether there is an outcome to take without waiting. */
  boolean isDone() {
    return outcome != null && outcome.isDone();
  }

  /** Waits for the batch and takes its outcome, or throws what the writer threw. */
  LoadOutcome take() {
    CompletableFuture<LoadOutcome> taken = outcome;
    outcome = null;
    try {
      return taken.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }

  private void write(List<TopicLoad> loads, CompletableFuture<LoadOutcome> writing) {
    try {
      writing.complete(writer.apply(loads));
    } catch (RuntimeException | Error e) {
      writing.completeExceptionally(e);
    }
    done.run();
  }
}
