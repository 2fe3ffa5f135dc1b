package io.loyalty.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Ends the processes that a killed launcher did not end. */
final class Leftovers {
  private static final Duration GRACE = Duration.ofSeconds(30);

  private Leftovers() {}

  /** Ends the children in reverse order, then an orphaned database server; returns their names. */
  static List<String> end(DataDirectory directory) {
    List<String> ended = new ArrayList<>();
    RunningPipeline.read(directory)
        .ifPresent(
            killed -> {
              List<RunningPipeline.Member> lastFirst = new ArrayList<>(killed.children());
              Collections.reverse(lastFirst);
              for (RunningPipeline.Member child : lastFirst) {
                child
                    .process()
                    .ifPresent(
                        process -> {
                          ProcessEnd.of(process, GRACE);
                          ended.add(child.name());
                        });
              }
            });
    Path cluster = directory.localStack().resolve("postgres/data");
    postmaster(cluster)
        .ifPresent(
            process -> {
              // TERM lets PostgreSQL wait for its clients; those have ended with the services.
              ProcessEnd.of(process, GRACE);
              ended.add("PostgreSQL");
            });
    RunningPipeline.delete(directory);
    return ended;
  }

  private static Optional<ProcessHandle> postmaster(Path cluster) {
    try {
      long pid =
          Long.parseLong(Files.readAllLines(cluster.resolve("postmaster.pid")).get(0).strip());
      return ProcessHandle.of(pid)
          .filter(
              process ->
                  process
                      .info()
                      .commandLine()
                      .filter(line -> line.contains(cluster.toString()))
                      .isPresent());
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException none) {
      return Optional.empty();
    }
  }
}
