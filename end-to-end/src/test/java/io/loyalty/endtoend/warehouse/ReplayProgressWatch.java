package io.loyalty.endtoend.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Polls a replay's stored offsets continuously, and compares each value with the one before. One
 * thread polls; other threads may query it.
 */
public final class ReplayProgressWatch implements AutoCloseable {
  private static final long LOOK_EVERY_MILLIS = 15;
  private static final String PROGRESS =
      """
      SELECT topic || '-' || partition, from_offset, next_offset, records
      FROM pipeline.replay_offset WHERE replay_id = ?::uuid""";

  private final Connection connection;
  private final String replay;
  private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, Long> nextOffsets = new HashMap<>();
  private final Map<String, Long> records = new HashMap<>();
  private final Set<String> faults = new ConcurrentSkipListSet<>();
  private final Set<Long> seen = new ConcurrentSkipListSet<>();
  private final Future<?> looking;
  private volatile long passed;

  private ReplayProgressWatch(Warehouse warehouse, String replay) throws SQLException {
    this.connection =
        DriverManager.getConnection(warehouse.url(), "postgres", warehouse.password());
    this.replay = replay;
    looking = looks.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  public static ReplayProgressWatch on(Warehouse warehouse, String replay) throws SQLException {
    return new ReplayProgressWatch(warehouse, replay);
  }

  /** Returns the number of offsets passed so far, in all partitions. */
  public long passed() {
    return passed;
  }

  /** Checks that no partition went backwards, and that intermediate progress was seen. */
  public void assertOnlyForward(int steps) {
    assertThat(looking.isDone()).as("it looks no more").isFalse();
    assertThat(faults).as("looks at which the replay was not where it had been").isEmpty();
    assertThat(seen).as("places at which the replay was seen").hasSizeGreaterThan(steps);
  }

  private void look() {
    try (PreparedStatement statement = connection.prepareStatement(PROGRESS)) {
      statement.setString(1, replay);
      long sum = 0;
      Set<String> gone = new TreeSet<>(nextOffsets.keySet());
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          String partition = found.getString(1);
          gone.remove(partition);
          sum += found.getLong(3) - found.getLong(2);
          forward(
              partition + " offset",
              nextOffsets.put(partition, found.getLong(3)),
              found.getLong(3));
          forward(
              partition + " records", records.put(partition, found.getLong(4)), found.getLong(4));
        }
      }
      gone.forEach(partition -> faults.add(partition + " is gone"));
      forward("all offsets", passed, sum);
      seen.add(sum);
      passed = sum;
    } catch (SQLException e) {
      faults.add("it could not be looked at: " + e.getMessage());
    }
  }

  private void forward(String what, Long before, long now) {
    if (before != null && now < before) {
      faults.add("%s went back from %d to %d".formatted(what, before, now));
    }
  }

  @Override
  public void close() throws SQLException {
    looks.shutdown();
    try {
      assertThat(looks.awaitTermination(10, TimeUnit.SECONDS)).as("the last look ends").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
