package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.localstack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Controls the PostgreSQL server, its processes and files. */
final class DatabaseServer {
  private static final Duration LONG = Duration.ofMinutes(3);

  private final LocalStack stack;
  private final Path data;

  DatabaseServer(LocalStack stack) {
    this.stack = stack;
    this.data = Path.of(jdbc().sql("SHOW data_directory").query(String.class).single());
  }

  /** Returns a client of a database that belongs to no programme. */
  JdbcClient jdbc() {
    return JdbcClient.create(new DriverManagerDataSource(stack.jdbcUrl(), "postgres", ""));
  }

  /** Stops the server at once, without a checkpoint: it must recover at its start. */
  void stopImmediately() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    run("kill", "-QUIT", Long.toString(pid));
    await().atMost(LONG).until(() -> !server.isAlive());
    stack.stopPostgres();
  }

  void stop() {
    stack.stopPostgres();
  }

  void start() {
    stack.startPostgres();
  }

  /** Copies the files of the server, which must have been stopped cleanly. */
  void copyTo(Path copy) {
    run("cp", "-Rp", data.toString(), copy.toString());
  }

  /** Replaces the server's files by a copy; the server must be stopped. */
  void putBack(Path copy) {
    run("rm", "-r", data.toString());
    run("cp", "-Rp", copy.toString(), data.toString());
  }

  /** Kills the server process that runs the COPY of this programme's load. */
  void killTheProcessInCopy(String database) {
    SingleConnectionDataSource connection =
        new SingleConnectionDataSource(stack.jdbcUrl(), "postgres", "", true);
    try (connection) {
      JdbcClient watching = JdbcClient.create(connection);
      ProcessHandle process =
          await()
              .atMost(LONG)
              .pollDelay(Duration.ZERO)
              .pollInterval(Duration.ofMillis(1))
              .until(() -> inCopy(watching, database), Optional::isPresent)
              .orElseThrow();
      assertThat(process.destroyForcibly()).isTrue();
      await().atMost(LONG).until(() -> !process.isAlive());
    }
  }

  private static Optional<ProcessHandle> inCopy(JdbcClient watching, String database) {
    List<Long> found =
        watching
            .sql(
                """
                SELECT pid FROM pg_stat_activity
                WHERE application_name = 'db-consumption-service load' AND datname = ?
                  AND state = 'active' AND query LIKE 'COPY %'""")
            .param(database)
            .query(Long.class)
            .list();
    return found.stream().findFirst().flatMap(ProcessHandle::of);
  }

  static void run(String... command) {
    assertThat(exitCode(command)).as(String.join(" ", command)).isZero();
  }

  static int exitCode(String... command) {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
