package io.loyalty.stream.enrichment;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells the event time of a partition: its stream time, which goes on by the wall clock while no
 * later event comes. So a silent partition holds nothing for ever, and what is loaded of old days
 * waits as long as what is of today.
 *
 * <p>It also tells which event time is over, which is what it was a while ago by the wall clock:
 * days that are loaded within minutes go by faster than events that belong together come. Confined
 * to one thread.
 */
final class EventClock {
  /** Bounds the marks that are kept: one is made after so large a part of the delay. */
  private static final int MARKS = 50;

  private final long delay;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private long now;
  private long setAt;
  private long over = Long.MIN_VALUE;

  /** The event time that was reached by this time of the wall clock, both in ms. */
  private record Mark(long reached, long wall) {}

  /**
   * Starts the clock. Nothing is over yet, whatever was before.
   *
   * @param now an event time in ms that the partition had reached before
   * @param wall the wall clock in ms
   * @param delay the ms of the wall clock after which an event time that was reached is over
   */
  EventClock(long now, long wall, long delay) {
    this.now = now;
    this.setAt = wall;
    this.delay = delay;
    mark(wall);
  }

  /** Takes the partition's stream time. */
  void advance(long streamTime, long wall) {
    reach(streamTime, wall);
    mark(wall);
  }

  /** Takes the partition's stream time, and goes on by the wall clock if that does not. */
  void tick(long streamTime, long wall) {
    reach(streamTime, wall);
    now += Math.max(0, wall - setAt);
    setAt = wall;
    mark(wall);
  }

  /** Returns the event time. */
  long now() {
    return now;
  }

  /** Returns the event time that is over: it was reached a delay ago or before. */
  long over() {
    return over;
  }

  private void reach(long streamTime, long wall) {
    if (streamTime > now) {
      now = streamTime;
      setAt = wall;
    }
  }

  private void mark(long wall) {
    if (!marks.isEmpty() && wall < marks.getLast().wall()) {
      // The wall clock was set back: how long ago they were is not known any more.
      marks.clear();
    }
    if (marks.isEmpty() || wall - marks.getLast().wall() >= Math.max(1, delay / MARKS)) {
      marks.addLast(new Mark(now, wall));
    }
    while (!marks.isEmpty() && wall - marks.getFirst().wall() >= delay) {
      over = marks.removeFirst().reached();
    }
  }
}
