package io.loyalty.stream.window;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells which time all readers have passed, by their marks: in events, and by the wall clock. A
 * reader whose mark has not come yet may hold anything; after a restart that is each reader, so
 * nothing of this needs to be kept. For use by one thread.
 */
final class Watermark {
  private final int readers;
  private final long idle;
  private final Map<Integer, Mark> marks = new HashMap<>();

  private record Mark(long sentAt, @Nullable Long clock) {}

  /**
   * Creates it.
   *
   * @param readers how many readers there are; their numbers begin with 0
   * @param idle the milliseconds after which a reader without events is idle
   */
  Watermark(int readers, long idle) {
    this.readers = readers;
    this.idle = idle;
  }

  /**
   * Notes how far a reader is.
   *
   * @param sentAt the reader's wall clock
   * @param clock the time in its events that it has passed; null if it is idle
   */
  void mark(int reader, long sentAt, @Nullable Long clock) {
    marks.put(reader, new Mark(sentAt, clock));
  }

  /** Returns whether all readers have said how far they are. */
  boolean isKnown() {
    for (int reader = 0; reader < readers; reader++) {
      if (!marks.containsKey(reader)) {
        return false;
      }
    }
    return !marks.isEmpty();
  }

  /** Returns the wall-clock time up to which all has come that readers have read. */
  long sent() {
    return marks.values().stream().mapToLong(Mark::sentAt).min().orElse(Long.MIN_VALUE);
  }

  /**
   * Returns the time in events that all readers have passed. Where all are idle, what occurred
   * before they were would have come.
   */
  long passed() {
    OptionalLong least =
        marks.values().stream()
            .filter(mark -> mark.clock() != null)
            .mapToLong(mark -> mark.clock())
            .min();
    return least.orElseGet(() -> sent() - idle);
  }
}
