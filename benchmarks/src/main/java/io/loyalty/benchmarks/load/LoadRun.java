package io.loyalty.benchmarks.load;

import java.time.Duration;

/**
 * Describes one load by one contender.
 *
 * @param rows the rows in all tables
 * @param whole the time from the start until the last row was committed
 * @param steadyRows the rows committed within the measured part
 * @param steady the duration of the measured part
 * @param cpu the processor time of the contender's processes; zero if there are none
 */
record LoadRun(long rows, Duration whole, double steadyRows, Duration steady, Duration cpu) {
  private static final double MILLION = 1e6;

  /** Returns the rows per second within the measured part. */
  double rate() {
    return steadyRows / seconds(steady);
  }

  /** Returns the rows per second from the start to the last row. */
  double wholeRate() {
    return rows / seconds(whole);
  }

  /** Returns the processor seconds per million rows. */
  double cpuSecondsOfAMillion() {
    return seconds(cpu) * MILLION / rows;
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
