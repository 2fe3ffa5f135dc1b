package io.loyalty.benchmarks.load;

import java.time.Duration;

/**
 * One load by one contender.
 *
 * @param rows of all tables
 * @param whole from the beginning until the last row was committed
 * @param steadyRows rows committed within the part that counts
 * @param steady how long they took
 * @param cpu processor time of the contender's processes; zero where it has none
 */
record LoadRun(long rows, Duration whole, double steadyRows, Duration steady, Duration cpu) {
  private static final double MILLION = 1e6;

  /** Rows a second within the part that counts. */
  double rate() {
    return steadyRows / seconds(steady);
  }

  /** Rows a second, from the beginning to the last one. */
  double wholeRate() {
    return rows / seconds(whole);
  }

  /** Processor seconds of a million rows. */
  double cpuSecondsOfAMillion() {
    return seconds(cpu) * MILLION / rows;
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
