package io.loyalty.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a db-consumption-service that writes the next migration and ends. It creates and drops its
 * own database: in the PostgreSQL of the running pipeline, or in one that is started for it.
 */
public final class MigrationProcess {
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final long LOOK_EVERY_MILLIS = 100;

  private MigrationProcess() {}

  /**
   * Runs the process with its output on this process's own.
   *
   * @param home the project's directory
   * @param write whether the migration is written to its place in the project
   * @return its exit code: 1 if a change of the contract cannot be made by a migration
   * @throws StartFailedException if there is no PostgreSQL
   */
  public static int run(Path home, DataDirectory directory, boolean write)
      throws InterruptedException {
    Optional<Integer> running =
        RunningPipeline.read(directory)
            .filter(found -> found.launcher().process().isPresent())
            .map(found -> found.endpoints().postgresPort());
    if (running.isPresent()) {
      return write(home, running.get(), write);
    }
    int port = FreePort.find();
    ChildProcess postgres = postgres(home, directory, port);
    try {
      await(postgres);
      return write(home, port, write);
    } finally {
      postgres.end(GRACE);
    }
  }

  private static ChildProcess postgres(Path home, DataDirectory directory, int port) {
    try {
      Files.createDirectories(directory.logs());
    } catch (IOException e) {
      throw new StartFailedException(
          "%s can't be used: %s".formatted(directory.logs(), e.getMessage()), e);
    }
    List<String> arguments =
        new ArrayList<>(List.of("--postgres-only", "--data-dir", directory.scratch().toString()));
    arguments.addAll(List.of("--postgres-port", Integer.toString(port)));
    for (String unused : List.of("kafka", "kafka-controller", "sqs", "registry")) {
      arguments.addAll(List.of("--%s-port".formatted(unused), "0"));
    }
    return ChildProcess.start(
        "postgres", new JavaProgram(home).localStack(arguments), Map.of(), directory.logs());
  }

  private static void await(ChildProcess postgres) throws InterruptedException {
    long giveUp = System.nanoTime() + START.toNanos();
    while (!postgres.says("local stack ready")) {
      postgres.requireAlive();
      if (System.nanoTime() > giveUp) {
        throw new StartFailedException(
            "PostgreSQL was not ready after %d s. %s"
                .formatted(START.toSeconds(), postgres.endOfLog()));
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private static int write(Path home, int port, boolean write) throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("next-migration"));
    if (write) {
      arguments.add(
          home.resolve("db-consumption-service/src/main/resources/db/migration").toString());
    }
    arguments.add(
        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:%d/warehouse".formatted(port));
    arguments.add("--spring.datasource.username=postgres");
    try {
      return new ProcessBuilder(new JavaProgram(home).service("db-consumption-service", arguments))
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new StartFailedException(
          "db-consumption-service can't be started: " + e.getMessage(), e);
    }
  }
}
