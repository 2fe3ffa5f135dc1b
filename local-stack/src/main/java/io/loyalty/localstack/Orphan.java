package io.loyalty.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Ends a server process that outlived a killed launcher. Its pid file identifies it, and its
 * command line confirms that another process has not reused the id.
 */
final class Orphan {
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final long LOOK_EVERY_MILLIS = 50;

  private final ProcessHandle process;
  private final List<String> wordsOfItsCommandLine;

  private Orphan(ProcessHandle process, List<String> wordsOfItsCommandLine) {
    this.process = process;
    this.wordsOfItsCommandLine = wordsOfItsCommandLine;
  }

  static Optional<Orphan> find(Path pidFile, String... wordsOfItsCommandLine) {
    return pid(pidFile)
        .flatMap(ProcessHandle::of)
        .map(process -> new Orphan(process, List.of(wordsOfItsCommandLine)))
        .filter(Orphan::runs);
  }

  private static Optional<Long> pid(Path pidFile) {
    try {
      return Files.readAllLines(pidFile).stream()
          .findFirst()
          .map(String::strip)
          .filter(line -> line.matches("\\d{1,18}"))
          .map(Long::valueOf);
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  /** A dead process that is not reaped counts as alive, but has no command line. */
  private boolean runs() {
    return process.isAlive()
        && process
            .info()
            .commandLine()
            .filter(line -> wordsOfItsCommandLine.stream().allMatch(line::contains))
            .isPresent();
  }

  /** Sends this signal, then kills; returns when the process has exited. */
  void stop(String signal) {
    try {
      send(signal);
      if (!gone()) {
        process.destroyForcibly();
        if (!gone()) {
          throw new LocalStackException(
              "Process %d of an earlier local stack cannot be stopped".formatted(process.pid()));
        }
      }
    } catch (IOException e) {
      throw new LocalStackException(
          "Process %d of an earlier local stack cannot be signalled".formatted(process.pid()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while an earlier local stack was stopped", e);
    }
  }

  private void send(String signal) throws IOException, InterruptedException {
    // ProcessHandle only sends TERM and KILL, and on TERM PostgreSQL waits for all clients.
    new ProcessBuilder(
            "sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, Long.toString(process.pid()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private boolean gone() throws InterruptedException {
    long deadline = System.nanoTime() + GRACE.toNanos();
    while (runs()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    return true;
  }
}
