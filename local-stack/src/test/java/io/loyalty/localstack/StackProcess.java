package io.loyalty.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the stack as users do: the packaged jar and its libraries in their own JVM. */
final class StackProcess implements AutoCloseable {
  private final Process process;
  private final Path errors;
  private final Path data;
  private final List<String> lines = new ArrayList<>();

  private StackProcess(Process process, Path errors, Path data) {
    this.process = process;
    this.errors = errors;
    this.data = data;
  }

  /** Returns when the process prints that it is ready or has closed its output. */
  static StackProcess start(Path data, Ports ports, String... more) throws IOException {
    Path errors = Files.createTempFile(data.getParent(), "stderr", ".txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                "target/local-stack.jar" + File.pathSeparator + "target/lib/*",
                LocalStackMain.class.getName(),
                "--data-dir",
                data.toString(),
                "--kafka-port",
                Integer.toString(ports.kafka()),
                "--kafka-controller-port",
                Integer.toString(ports.kafkaController()),
                "--sqs-port",
                Integer.toString(ports.sqs()),
                "--registry-port",
                Integer.toString(ports.registry()),
                "--postgres-port",
                Integer.toString(ports.postgres())));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    StackProcess started = new StackProcess(process, errors, data);
    started.readUntilReady();
    return started;
  }

  private void readUntilReady() throws IOException {
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    while (line != null) {
      lines.add(line);
      if (line.equals("local stack ready")) {
        return;
      }
      line = output.readLine();
    }
  }

  List<String> lines() {
    return lines;
  }

  /** Returns the stack's stderr; newer JVMs print warnings about libraries there. */
  String errors() throws IOException {
    return Files.readAllLines(errors).stream()
        .filter(line -> !line.startsWith("WARNING: "))
        .collect(Collectors.joining("\n"));
  }

  /** Returns the launcher, its children, and the server that PostgreSQL's launcher has detached. */
  List<ProcessHandle> processes() throws IOException {
    String first = Files.readAllLines(data.resolve("postgres/data/postmaster.pid")).get(0);
    ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow();
    return Stream.of(process.toHandle(), postmaster)
        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
        .toList();
  }

  int terminate() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("launcher ends").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
