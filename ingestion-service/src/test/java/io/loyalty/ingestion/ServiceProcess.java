package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the service in a JVM of its own, from the compiled classes. */
record ServiceProcess(Process process, Path log) implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 240;

  /** Starts the service with these arguments and JVM options. */
  static ServiceProcess start(Path log, List<String> arguments, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A short-lived JVM does not make up for the cost of more threads and compilers.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(IngestionApplication.class.getName());
    command.addAll(arguments);
    return new ServiceProcess(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
        log);
  }

  /** Returns the standard input of the process. */
  OutputStream input() {
    return process.getOutputStream();
  }

  /** Sends SIGTERM, like a platform that stops a container. */
  void terminate() {
    process.destroy();
  }

  /** Kills the process, like a crash. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits until it ends by itself. */
  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
