package io.loyalty.benchmarks.queue;

import io.loyalty.benchmarks.program.Program;
import java.io.IOException;
import java.time.Duration;

/**
 * Holds a running program and the queue that it reads.
 *
 * @param program the process
 * @param queues the server of its queue, which has the program's name
 */
record Contender(Program program, Queues queues) implements AutoCloseable {
  private static final Duration AT_MOST = Duration.ofMinutes(5);
  private static final long SELDOM_MILLIS = 500;
  private static final long OFTEN_MILLIS = 20;

  String name() {
    return program.name();
  }

  /** Fills its queue while it is suspended, and waits until the queue is empty. */
  QueueMeasurement empty(int messages) throws IOException, InterruptedException {
    program.pause();
    queues.load(name(), messages);
    long began = System.nanoTime();
    program.resume();
    Duration cpuBefore = program.cpu();
    long giveUp = began + AT_MOST.toNanos();
    int left = messages;
    while (left > 0) {
      // A request costs the server time; only the end must be measured exactly.
      Thread.sleep(left > messages / 8 ? SELDOM_MILLIS : OFTEN_MILLIS);
      program.requireAlive();
      left = queues.left(name());
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException(
            "%s has left %d of %d messages after %d s"
                .formatted(name(), left, messages, AT_MOST.toSeconds()));
      }
    }
    return new QueueMeasurement(
        messages, Duration.ofNanos(System.nanoTime() - began), program.cpu().minus(cpuBefore));
  }

  @Override
  public void close() {
    program.close();
  }
}
