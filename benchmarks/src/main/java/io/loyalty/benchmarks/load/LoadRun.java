package io.loyalty.benchmarks.load;

import java.time.Duration;

/**
 * Describes one load by one contender.
 *
 * @param rows the rows in all tables
 * @param whole the time from the start until the last row was committed
 * @param steadyRows the rows committed within the measured part
 * @param steady the duration of the measured part
 * @param cpu the processor time of the contender's processes, and of the servers
 */
record LoadRun(long rows, Duration whole, double steadyRows, Duration steady, Cpu cpu) {
  private static final double MILLION = 1e6;

  /**
   * Holds processor times.
   *
   * @param contender of the contender's processes; zero if there are none
   * @param database of PostgreSQL
   * @param broker of the benchmark's JVM alone, in which the broker runs, and the limit
   */
  record Cpu(Duration contender, Duration database, Duration broker) {
    Cpu minus(Cpu before) {
      return new Cpu(
          contender.minus(before.contender),
          database.minus(before.database),
          broker.minus(before.broker));
    }
  }

  /** Returns the rows per second within the measured part. */
  double rate() {
    return steadyRows / seconds(steady);
  }

  /** Returns the rows per second from the start to the last row. */
  double wholeRate() {
    return rows / seconds(whole);
  }

  /** Returns the contender's processor seconds per million rows. */
  double cpuSecondsOfAMillion() {
    return ofAMillion(cpu.contender());
  }

  /** Returns PostgreSQL's processor seconds per million rows. */
  double databaseSecondsOfAMillion() {
    return ofAMillion(cpu.database());
  }

  /** Returns the processor seconds per million rows of the JVM with the broker. */
  double brokerSecondsOfAMillion() {
    return ofAMillion(cpu.broker());
  }

  private double ofAMillion(Duration time) {
    return seconds(time) * MILLION / rows;
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
