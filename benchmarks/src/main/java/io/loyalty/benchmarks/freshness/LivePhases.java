package io.loyalty.benchmarks.freshness;

import io.loyalty.benchmarks.figure.Quantiles;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Sends live events at a constant rate, and tells apart what was sent in which phase. Not
 * thread-safe.
 */
public final class LivePhases {
  private static final int CHUNK_SECONDS = 2;

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

  /** Sends for so long. */
  public void send(String name, Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    send(name, () -> System.nanoTime() < end);
  }

  /** Sends as long as it goes on, which is asked every two seconds. */
  public void send(String name, BooleanSupplier goesOn) throws InterruptedException {
    long from = System.nanoTime();
    long next = from;
    while (goesOn.getAsBoolean()) {
      TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
      events.send(CHUNK_SECONDS * rate, rate);
      next += TimeUnit.SECONDS.toNanos(CHUNK_SECONDS);
    }
    phases.put(name, new Phase(from, System.nanoTime()));
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
