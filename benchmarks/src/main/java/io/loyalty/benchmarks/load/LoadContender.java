package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.program.Program;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** One that loads the same rows, again and again. */
interface LoadContender extends AutoCloseable {
  String name();

  /** Lays ready what is to be loaded next; nothing of it is loaded before {@link #begin}. */
  void prepare() throws IOException, InterruptedException, SQLException;

  void begin() throws IOException, InterruptedException;

  /** Records of this run that are committed. */
  long loaded() throws SQLException;

  /** The table that it fills, with child tables next to it. */
  Target target();

  /** Its processes; none where it runs within the benchmark. */
  default List<Program> programs() {
    return List.of();
  }

  /** Processor time so far of its processes. */
  default Duration cpu() {
    return programs().stream().map(Program::cpu).reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  void close();

  /** Where a contender's rows go, and what it makes of events that are there already. */
  enum Target {
    /** The warehouse's tables; it skips events that are there. */
    TABLES,
    /** The same, but an event that is there is an error. */
    TABLES_WITHOUT_DUPLICATES,
    /** A table of its own making. */
    OWN
  }
}
