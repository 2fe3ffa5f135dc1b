package io.loyalty.stream.window;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Tells which time in events a reader of several partitions has passed: the least of the latest
 * times of its partitions. A partition that had nothing for some ticks is idle and counts no more,
 * until it has something again. One that is not heard of yet, and not idle, may hold anything. For
 * use by one thread.
 */
final class ReaderClock {
  /**
   * After a pause of the thread, a tick may come before the records that wait. A partition is idle
   * after this many ticks in succession without a record.
   */
  static final int IDLE_TICKS = 4;

  private final Map<String, Progress> topics = new HashMap<>();

  private static final class Progress {
    private long clock = Long.MIN_VALUE;
    private int silent;

    private boolean isIdle() {
      return silent > IDLE_TICKS;
    }
  }

  /** Creates the clock of a reader of one partition of each topic. */
  ReaderClock(Collection<String> topics) {
    topics.forEach(topic -> this.topics.put(topic, new Progress()));
  }

  /** Notes a record with its time. */
  void read(String topic, long time) {
    Progress progress = topics.computeIfAbsent(topic, name -> new Progress());
    progress.clock = Math.max(progress.clock, time);
    progress.silent = 0;
  }

  /** Notes that some time has gone by. */
  void tick() {
    topics.values().forEach(progress -> progress.silent = Math.min(progress.silent + 1, 1_000));
  }

  /** Returns whether it is known how far each partition is. */
  boolean isKnown() {
    return topics.values().stream()
        .allMatch(progress -> progress.isIdle() || progress.clock != Long.MIN_VALUE);
  }

  /** Returns the time that is passed; empty if all partitions are idle. */
  OptionalLong passed() {
    return topics.values().stream()
        .filter(progress -> !progress.isIdle())
        .mapToLong(progress -> progress.clock)
        .min();
  }
}
