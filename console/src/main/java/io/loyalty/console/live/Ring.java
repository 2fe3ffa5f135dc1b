package io.loyalty.console.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers the counts of the last seconds, which rates are made of, and the points of the last 15
 * minutes. Thread-safe.
 */
final class Ring {
  private static final Duration RATE = Duration.ofSeconds(10);
  private static final Duration KEPT = Duration.ofMinutes(15);
  private static final Duration STEP = Duration.ofSeconds(5);

  /**
   * Counts the records of an event type.
   *
   * @param produced the records on its topic so far
   * @param loaded those that are loaded
   */
  record Count(long produced, long loaded) {}

  private record Sample(Instant at, Map<String, Count> counts) {}

  private final Deque<Sample> samples = new ArrayDeque<>();
  private final Deque<Point> points = new ArrayDeque<>();

  /** Returns the rates since about ten seconds ago; empty at the first sample. */
  synchronized Map<String, Snapshot.Rate> add(Instant at, Map<String, Count> counts) {
    Instant from = at.minus(RATE);
    // The newest sample that is old enough stays: the rate is over at least these seconds.
    while (samples.size() > 1 && !second().at().isAfter(from)) {
      samples.removeFirst();
    }
    Map<String, Snapshot.Rate> rates = new HashMap<>();
    Sample earlier = samples.peekFirst();
    if (earlier != null && earlier.at().isBefore(at)) {
      double seconds = Duration.between(earlier.at(), at).toMillis() / 1000.0;
      counts.forEach(
          (type, count) -> {
            Count before = earlier.counts().get(type);
            if (before != null && seconds > 0) {
              rates.put(
                  type,
                  new Snapshot.Rate(
                      Math.max(0, count.produced() - before.produced()) / seconds,
                      Math.max(0, count.loaded() - before.loaded()) / seconds));
            }
          });
    }
    samples.addLast(new Sample(at, Map.copyOf(counts)));
    return rates;
  }

  private Sample second() {
    return samples.stream().skip(1).findFirst().orElseThrow();
  }

  /** Adds a point, unless the last one is just before it; returns whether it was added. */
  synchronized boolean add(Point point) {
    while (!points.isEmpty() && points.peekFirst().at().isBefore(point.at().minus(KEPT))) {
      points.removeFirst();
    }
    Point last = points.peekLast();
    if (last != null && last.at().plus(STEP).isAfter(point.at())) {
      return false;
    }
    points.addLast(point);
    return true;
  }

  /** Returns the points of the last 15 minutes, the oldest first. */
  synchronized List<Point> points() {
    return List.copyOf(points);
  }
}
