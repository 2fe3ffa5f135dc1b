package io.loyalty.endtoend.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.endtoend.process.Signals;
import io.loyalty.localstack.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a local stack in its own process, so that broker and queue server, which share one JVM, can
 * be killed and frozen. PostgreSQL outlives a kill, and the next start takes it over. Its data
 * survive both. The process always ends with this JVM.
 */
public final class StackProcess implements Backends, AutoCloseable {
  private static final Duration START = Duration.ofMinutes(15);
  private static final String READY = "local stack ready";

  private final Path log;
  private final List<String> command;
  private final int kafka = Ports.oneFree();
  private final int sqs = Ports.oneFree();
  private final int registry = Ports.oneFree();
  private final int postgres = Ports.oneFree();
  private Process process;
  private long starts;

  /** Creates a stack with a queue, in its own directory. */
  public StackProcess(Path directory, String queue) throws IOException {
    log = Path.of("target", "logs", queue, "local-stack.log").toAbsolutePath();
    Files.createDirectories(log.getParent());
    Files.deleteIfExists(log);
    Path classes = Path.of("..", "local-stack", "target").toAbsolutePath().normalize();
    command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.loyalty.localstack.guard.ParentGuard",
                Long.toString(ProcessHandle.current().pid()),
                "io.loyalty.localstack.LocalStackMain"));
    assertThat(classes).as("built before by: mvn package").exists();
    command.addAll(
        List.of(
            "--data-dir", directory.toString(),
            "--kafka-port", Integer.toString(kafka),
            "--kafka-controller-port", Integer.toString(Ports.oneFree()),
            "--sqs-port", Integer.toString(sqs),
            "--registry-port", Integer.toString(registry),
            "--postgres-port", Integer.toString(postgres),
            "--queue", queue));
  }

  /** Starts the stack and returns when all parts are ready. */
  public void start() throws IOException {
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    starts++;
    await("the local stack is ready; its log is " + log)
        .atMost(START)
        .until(
            () -> {
              assertThat(process.isAlive()).as("the stack lives; its log is %s", log).isTrue();
              try (var lines = Files.lines(log)) {
                return lines.filter(READY::equals).count() == starts;
              }
            });
  }

  /** Kills the process as a crash of the broker's machine would; PostgreSQL continues to run. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  public void freeze() throws IOException, InterruptedException {
    Signals.stop(process.pid());
  }

  public void thaw() throws IOException, InterruptedException {
    Signals.goOn(process.pid());
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + kafka;
  }

  @Override
  public URI sqsEndpoint() {
    return URI.create("http://127.0.0.1:" + sqs);
  }

  @Override
  public URI registryUrl() {
    return URI.create("http://127.0.0.1:%d/apis/ccompat/v7".formatted(registry));
  }

  /** Returns the queue of the constructor. */
  @Override
  public URI createQueue(String name) {
    return sqsEndpoint().resolve("/000000000000/" + name);
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres, database);
  }

  @Override
  public String password() {
    return "";
  }

  @Override
  public void close() throws IOException {
    try {
      thaw();
      process.destroy();
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
