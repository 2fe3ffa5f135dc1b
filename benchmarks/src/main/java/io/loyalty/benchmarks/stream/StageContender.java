package io.loyalty.benchmarks.stream;

import io.loyalty.benchmarks.load.GroupOffsets;
import io.loyalty.benchmarks.program.Program;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Reads topics of its own. Its processes are suspended while they are filled, and wait at their end
 * while the other ones run.
 *
 * @param name its name
 * @param programs its processes
 * @param topics its topics
 * @param group the group that it reads with
 * @param groups the offsets of all groups
 */
record StageContender(
    String name, List<Program> programs, StageTopics topics, String group, GroupOffsets groups)
    implements AutoCloseable {
  /** Fills the topics; what has been read by then does not count. Returns the offsets before. */
  long prepare(int records, StageLoad load) throws IOException, InterruptedException {
    for (Program each : programs) {
      each.pause();
    }
    long before = read();
    topics.fill(records, load);
    return before;
  }

  /**
   * Returns how many records of its inputs it has read and committed that it has, ever. Topics of a
   * stage's own don't count.
   */
  long read() {
    programs.forEach(Program::requireAlive);
    return groups.committed(group, topics.inputs()::contains);
  }

  void resume() throws IOException, InterruptedException {
    for (Program each : programs) {
      each.resume();
    }
  }

  /** Returns the processor time of all its processes since their start. */
  Duration cpu() {
    return programs.stream().map(Program::cpu).reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public void close() {
    programs.forEach(Program::close);
    topics.close();
  }
}
