package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.program.Program;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads its own topic. Its processes are paused while the topic is filled, and wait at the topic's
 * end while others run.
 */
final class TopicContender implements LoadContender {
  private final String name;
  private final Target target;
  private final List<Program> programs;
  private final TopicFill fill;
  private final Offsets offsets;
  private long before;

  /** Reads the sum of the topic's committed offsets over all partitions. */
  @FunctionalInterface
  interface Offsets {
    long committed() throws SQLException;
  }

  /**
   * Describes how the topic is filled.
   *
   * @param topic the topic of the contender
   * @param records the records to load
   * @param count the number of records of a run
   */
  record TopicFill(LoadTopic topic, SampleRecords records, int count) {}

  TopicContender(
      String name, Target target, List<Program> programs, TopicFill fill, Offsets offsets) {
    this.name = name;
    this.target = target;
    this.programs = List.copyOf(programs);
    this.fill = fill;
    this.offsets = offsets;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public List<Program> programs() {
    return programs;
  }

  @Override
  public void prepare() throws IOException, InterruptedException, SQLException {
    for (Program each : programs) {
      each.pause();
    }
    before = offsets.committed();
    fill.topic().fill(fill.records(), fill.count());
  }

  @Override
  public void begin() throws IOException, InterruptedException {
    for (Program each : programs) {
      each.resume();
    }
  }

  @Override
  public long loaded() throws SQLException {
    programs.forEach(Program::requireAlive);
    return offsets.committed() - before;
  }

  @Override
  public void close() {
    programs.forEach(Program::close);
    fill.topic().close();
  }
}
