package io.loyalty.ingestion.source;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Starts and stops several sources together. They stop at the same time: one after the other, the
 * last would have no time left. Thread-safe.
 */
public final class SourceGroup {
  private final List<? extends Source> sources;

  /** Creates a group of these sources. */
  public SourceGroup(List<? extends Source> sources) {
    this.sources = List.copyOf(sources);
  }

  /** Checks each source, and throws the exception of the first that can't be read. */
  public void prove() {
    sources.forEach(Source::prove);
  }

  /** Begins to pass the messages of all sources to the sink. */
  public void start(MessageSink sink) {
    sources.forEach(source -> source.start(sink));
  }

  /** Stops receiving; returns when no further message can come. */
  public void stop() {
    together(Source::stop);
  }

  /** Ends all sources, after {@code grace} at the latest. */
  public void close(Duration grace) {
    together(source -> source.close(grace));
  }

  private void together(Consumer<Source> step) {
    List<Thread> threads =
        sources.stream()
            .map(source -> new Thread(() -> step.accept(source), "stop-source"))
            .toList();
    threads.forEach(Thread::start);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
