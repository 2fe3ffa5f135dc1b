package io.loyalty.benchmarks.stream;

import io.loyalty.benchmarks.load.GroupOffsets;
import io.loyalty.benchmarks.program.Program;
import java.io.IOException;

/**
 * Reads topics of its own. Its process is suspended while they are filled, and waits at their end
 * while the other one runs.
 *
 * @param name its name
 * @param program its process
 * @param topics its topics
 * @param group the group that it reads with
 * @param groups the offsets of all groups
 */
record StageContender(
    String name, Program program, StageTopics topics, String group, GroupOffsets groups)
    implements AutoCloseable {
  /** Fills the topics; what has been read by then does not count. Returns the offsets before. */
  long prepare(int records, StageLoad load) throws IOException, InterruptedException {
    program.pause();
    long before = read();
    topics.fill(records, load);
    return before;
  }

  /**
   * Returns how many records of its inputs it has read and committed that it has, ever. Topics of a
   * stage's own don't count.
   */
  long read() {
    program.requireAlive();
    return groups.committed(group, topics.inputs()::contains);
  }

  @Override
  public void close() {
    program.close();
    topics.close();
  }
}
