package io.loyalty.benchmarks.queue;

import io.loyalty.benchmarks.program.OwnProcess;
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

  /** A fast run takes well under a second, so that the end must not be seen late. */
  private static final long LOOK_EVERY_MILLIS = 20;

  String name() {
    return program.name();
  }

  /** Fills its queue while it is suspended, and waits until the queue is empty. */
  QueueMeasurement empty(int messages) throws IOException, InterruptedException {
    program.pause();
    queues.load(name(), messages);
    Duration cpuBefore = program.cpu();
    Duration ownCpuBefore = OwnProcess.cpu();
    long began = System.nanoTime();
    program.resume();
    long giveUp = began + AT_MOST.toNanos();
    int left = messages;
    while (left > 0) {
      Thread.sleep(LOOK_EVERY_MILLIS);
      program.requireAlive();
      left = queues.left(name());
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException(
            "%s has left %d of %d messages after %d s"
                .formatted(name(), left, messages, AT_MOST.toSeconds()));
      }
    }
    return new QueueMeasurement(
        messages,
        Duration.ofNanos(System.nanoTime() - began),
        program.cpu().minus(cpuBefore),
        OwnProcess.cpu().minus(ownCpuBefore));
  }

  @Override
  public void close() {
    program.close();
  }
}
