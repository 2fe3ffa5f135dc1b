package io.loyalty.benchmarks.stream;

import java.time.Duration;

/**
 * Describes one run of one contender.
 *
 * @param rate the records per second, from the first commit after a tenth of them to the last one
 *     but one
 * @param wholeRate the records per second from the start to the last commit
 * @param cpu the processor seconds per million records
 */
record StageRun(double rate, double wholeRate, double cpu) {
  private static final double MILLION = 1e6;

  /** Numbers of committed records at two times of a run, in ns since its start. */
  record Sight(long nanos, long read) {}

  static StageRun of(Sight from, Sight to, Sight end, Duration cpu) {
    return new StageRun(
        (to.read() - from.read()) / seconds(to.nanos() - from.nanos()),
        end.read() / seconds(end.nanos()),
        seconds(cpu.toNanos()) * MILLION / end.read());
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
