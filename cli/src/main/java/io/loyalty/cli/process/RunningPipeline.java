package io.loyalty.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Describes a running pipeline to the other commands, by a file in its data directory.
 *
 * @param launcher the process of {@code pipeline up}
 * @param children the processes that it has started, in order
 * @param endpoints the addresses of the pipeline
 * @param endsByItself whether it ends once its input is loaded
 */
public record RunningPipeline(
    Member launcher, List<Member> children, Endpoints endpoints, boolean endsByItself) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Reads the file in the data directory; a killed pipeline does not delete it. */
  static Optional<RunningPipeline> read(DataDirectory directory) {
    try {
      return Files.exists(directory.running())
          ? Optional.of(
              JSON.readValue(Files.readString(directory.running()), RunningPipeline.class))
          : Optional.empty();
    } catch (IOException | JacksonException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * Returns the pipeline that runs in the data directory.
   *
   * @throws StartFailedException if no pipeline is running
   */
  public static RunningPipeline require(DataDirectory directory) {
    return read(directory)
        .filter(found -> found.launcher().process().isPresent())
        .orElseThrow(
            () ->
                new StartFailedException(
                    "No pipeline is running with its data in %s; start one with: pipeline up"
                        .formatted(directory.root())));
  }

  void write(DataDirectory directory) {
    Path fresh = directory.running().resolveSibling("running.json.new");
    try {
      Files.writeString(fresh, JSON.writeValueAsString(this));
      Files.move(fresh, directory.running(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartFailedException(
          "%s can't be written: %s".formatted(directory.running(), e.getMessage()), e);
    }
  }

  static void delete(DataDirectory directory) {
    try {
      Files.deleteIfExists(directory.running());
    } catch (IOException e) {
      throw new StartFailedException(
          "%s can't be deleted: %s".formatted(directory.running(), e.getMessage()), e);
    }
  }

  /**
   * Identifies one process; its start time distinguishes it from a later process with the same id.
   *
   * @param name the program's name
   * @param pid the process id
   * @param started when it started
   */
  public record Member(String name, long pid, Instant started) {
    private static final Duration PRECISION = Duration.ofSeconds(1);

    static Member of(String name, ProcessHandle process) {
      return new Member(name, process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    Optional<ProcessHandle> process() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(
              process ->
                  Duration.between(process.info().startInstant().orElse(Instant.EPOCH), started)
                          .abs()
                          .compareTo(PRECISION)
                      < 0);
    }
  }
}
