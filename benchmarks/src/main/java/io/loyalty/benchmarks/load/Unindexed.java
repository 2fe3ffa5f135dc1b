package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.program.Program;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Runs the live load into tables without the indexes for looking up single events. */
record Unindexed(LoadContender live) implements LoadContender {
  static final String NAME = "unindexed";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void prepare() throws IOException, InterruptedException, SQLException {
    live.prepare();
  }

  @Override
  public void begin() throws IOException, InterruptedException {
    live.begin();
  }

  @Override
  public long loaded() throws SQLException {
    return live.loaded();
  }

  @Override
  public Target target() {
    return Target.TABLES_WITHOUT_LOOK_UP;
  }

  @Override
  public List<Program> programs() {
    return live.programs();
  }

  /** The live load is closed by itself. */
  @Override
  public void close() {}
}
