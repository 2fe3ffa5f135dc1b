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
 * An instance of the service in a JVM of its own, from the compiled classes, which can be started
 * again after it ended. It ends with this JVM.
 */
final class ServiceProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  private final Path log;
  private final int port;
  private final List<String> command = new ArrayList<>();
  private Process process;

  /** An instance on a programme that does not run yet; what it says goes to the log's end. */
  ServiceProcess(Path log, Programme programme, String... properties) throws IOException {
    this.log = log;
    this.port = Ports.oneFree();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // What a short life does not pay back.
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

  /** As a crash would: it gets to do nothing more. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As a platform ends a container: SIGTERM. */
  void terminate() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("%s ends", log).isTrue();
  }

  /** It stands still, as in a long collection or on a frozen machine, until {@link #resume}. */
  void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** Whether it says of itself that it runs. */
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

  /** What it answers. */
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
