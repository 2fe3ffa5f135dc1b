package io.loyalty.stream.window;

import java.time.Duration;
import java.time.Instant;

/**
 * Holds the times of windows of one kind.
 *
 * @param size how long a window is; windows begin at multiples of it since 1970, in UTC
 * @param grace how much later than its end a window is closed, in event time, so that events that
 *     are out of order are counted
 * @param quiet how long nothing must have been added to a window before it is closed, by the wall
 *     clock: windows of a day that is loaded long after it are past their grace from the start
 * @param shown how long a closed window can still be queried, by the wall clock
 */
public record WindowTimes(Duration size, Duration grace, Duration quiet, Duration shown) {
  /** Returns when the window begins that an instant is in, in milliseconds. */
  long start(Instant instant) {
    return Math.floorDiv(instant.toEpochMilli(), size.toMillis()) * size.toMillis();
  }

  /** Returns the time in events that readers must have passed before a window may be closed. */
  long due(long start) {
    return start + size.toMillis() + grace.toMillis();
  }
}
