package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.Ports;
import io.loyalty.localstack.guard.ParentGuard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs an instance of the service from the compiled classes in its own JVM, which ends with this
 * one. It can be started again after it has ended.
 */
final class ServiceProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 240;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  private final Path log;
  private final int port;
  private final List<String> command = new ArrayList<>();
  private Process process;

  /** Creates an instance that is not running yet, and appends to the log. */
  ServiceProcess(Path log, Programme programme, String... properties) throws IOException {
    this.log = log;
    this.port = Ports.oneFree();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A short-lived JVM does not make up for the cost of more threads and compilers.
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(ParentGuard.class.getName());
    command.add(Long.toString(ProcessHandle.current().pid()));
    command.add(ConsumptionApplication.class.getName());
    command.addAll(programme.arguments(properties));
    command.add("--server.port=" + port);
    command.add("--management.server.port=0");
  }

  void start() throws IOException {
    Files.createDirectories(log.getParent());
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /** Kills the process, like a crash. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends SIGTERM, as a platform does to end a container. */
  void terminate() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("%s ends", log).isTrue();
  }

  /** Suspends the process, like a long garbage collection, until {@link #resume}. */
  void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** Returns whether its status is RUNNING. */
  boolean isRunning() throws InterruptedException {
    try {
      return get("/status").path("state").asString().equals("RUNNING");
    } catch (IOException e) {
      assertThat(process.isAlive()).as("it lives; its log is %s", log).isTrue();
      return false;
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Returns the response to a GET request. */
  JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .build();
    return JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  String output() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    int exitCode =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    assertThat(exitCode).as("kill -%s", name).isZero();
  }
}
