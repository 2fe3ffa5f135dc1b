package io.loyalty.stream.enrichment;

/**
 * Tells the event time of a partition: its stream time, which goes on by the wall clock while no
 * later event comes. So a silent partition holds nothing for ever, and what is loaded of old days
 * waits as long as what is of today. Confined to one thread.
 */
final class EventClock {
  private long now;
  private long setAt;

  /**
   * Starts the clock.
   *
   * @param now an event time in ms that the partition had reached before
   * @param wall the wall clock in ms
   */
  EventClock(long now, long wall) {
    this.now = now;
    this.setAt = wall;
  }

  /** Returns the event time once the partition has reached this stream time. */
  long advance(long streamTime, long wall) {
    if (streamTime > now) {
      now = streamTime;
      setAt = wall;
    }
    return now;
  }

  /** Returns the event time after the wall clock has gone on. */
  long tick(long wall) {
    now += Math.max(0, wall - setAt);
    setAt = wall;
    return now;
  }
}
