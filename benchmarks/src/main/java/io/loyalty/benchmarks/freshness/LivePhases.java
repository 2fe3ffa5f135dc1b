package io.loyalty.benchmarks.freshness;

import io.loyalty.benchmarks.figure.Quantiles;
import io.loyalty.cli.sample.SampleMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Sends live events at a constant rate, and tells apart what was due in which phase. Each phase has
 * one schedule; a request is generated before it is due. Not thread-safe.
 */
public final class LivePhases {
  private static final long ASK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final SentEvents events;
  private final int rate;
  private final Map<String, Phase> phases = new LinkedHashMap<>();

  /** The phase began and ended at these nanoseconds. */
  private record Phase(long from, long to) {
    boolean has(long time) {
      return time >= from && time < to;
    }
  }

  /** Sends through {@code events}, at {@code rate} events per second. */
  public LivePhases(SentEvents events, int rate) {
    this.events = events;
    this.rate = rate;
  }

  /** Sends the events of so long a time; returns the time until the last was sent. */
  public Duration send(String name, Duration time) throws InterruptedException {
    long from = System.nanoTime();
    SteadySending sending = events.begin(rate);
    long left = rate * time.toMillis() / 1_000;
    while (left > 0) {
      List<SampleMessage> batch = events.next(left);
      left -= batch.size();
      sending.send(batch);
    }
    sending.await();
    return end(name, from);
  }

  /**
   * Sends as long as it goes on, which is asked every two seconds by another thread: an answer that
   * takes long delays no event.
   */
  public void send(String name, BooleanSupplier goesOn) throws InterruptedException {
    long from = System.nanoTime();
    SteadySending sending = events.begin(rate);
    CompletableFuture<Boolean> asked = CompletableFuture.supplyAsync(goesOn::getAsBoolean);
    long nextAt = from + ASK_EVERY_NANOS;
    while (!asked.isDone() || asked.join()) {
      if (asked.isDone() && System.nanoTime() >= nextAt) {
        asked = CompletableFuture.supplyAsync(goesOn::getAsBoolean);
        nextAt += ASK_EVERY_NANOS;
      }
      sending.send(events.next(Long.MAX_VALUE));
    }
    sending.await();
    end(name, from);
  }

  private Duration end(String name, long from) {
    long to = System.nanoTime();
    phases.put(name, new Phase(from, to));
    return Duration.ofNanos(to - from);
  }

  /** Returns the number of events sent. */
  public long sent() {
    return events.dueAt().size();
  }

  /** Returns the number of events without a row. */
  public long missing(Map<UUID, Long> visible) {
    return events.dueAt().keySet().stream().filter(each -> !visible.containsKey(each)).count();
  }

  /** Returns the age at which the rows of a phase became visible. */
  public Quantiles ages(String name, Map<UUID, Long> visible) {
    Phase phase = phases.get(name);
    List<Long> ages =
        events.dueAt().entrySet().stream()
            .filter(each -> phase.has(each.getValue()) && visible.containsKey(each.getKey()))
            .map(each -> visible.get(each.getKey()) - each.getValue())
            .toList();
    return Quantiles.of(ages);
  }
}
