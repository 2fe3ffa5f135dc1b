package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.program.Program;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Loads the same rows repeatedly. */
interface LoadContender extends AutoCloseable {
  String name();

  /** Prepares the next load, which starts at {@link #begin}. */
  void prepare() throws IOException, InterruptedException, SQLException;

  void begin() throws IOException, InterruptedException;

  /** Returns the number of committed records of this run. */
  long loaded() throws SQLException;

  /** Returns the table that it fills, with child tables next to it. */
  Target target();

  /** Returns its processes; empty if it runs within the benchmark. */
  default List<Program> programs() {
    return List.of();
  }

  /** Returns the processor time that its processes have used. */
  default Duration cpu() {
    return programs().stream().map(Program::cpu).reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  void close();

  /** Lists where a contender's rows go, and how it treats events that are already loaded. */
  enum Target {
    /** The contender fills the warehouse's tables and skips loaded events. */
    TABLES,
    /** The contender fills the warehouse's tables and fails on loaded events. */
    TABLES_WITHOUT_DUPLICATES,
    /** As {@link #TABLES}, but the tables lack the indexes for looking up single events. */
    TABLES_WITHOUT_LOOK_UP,
    /** The contender fills its own table. */
    OWN
  }
}
