package io.loyalty.benchmarks.load;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** One that loads the same rows into the same tables, again and again. */
interface LoadContender extends AutoCloseable {
  String name();

  /** Lays ready what is to be loaded next; nothing of it is loaded before {@link #begin}. */
  void prepare() throws IOException, InterruptedException, SQLException;

  void begin() throws IOException, InterruptedException;

  /** Records of this run that are committed. */
  long loaded() throws SQLException;

  /** Processor time so far, where the contender is a process. */
  Optional<Duration> cpu();

  @Override
  void close();
}
