package io.loyalty.localstack;

import io.loyalty.localstack.guard.ParentGuard;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs Apicurio in its own JVM, which ends when this one does, with its schemas in an H2 file. */
final class Registry implements Part {
  private static final Duration START = Duration.ofMinutes(5);
  private static final long LOOK_EVERY_MILLIS = 50;
  private static final long STOP_SECONDS = 10;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Path directory;
  private final Path temp;
  private final int port;
  private Process process;

  Registry(Path directory, Path temp, int port) {
    this.directory = directory;
    this.temp = temp;
    this.port = port;
  }

  URI url() {
    return URI.create("http://" + LocalStack.HOST + ":" + port + "/apis/ccompat/v7");
  }

  /**
   * Stops a registry that outlived its launcher: the guard notices a kill after a moment, and after
   * a crash of the machine there may be no guard.
   */
  void stopOrphan() {
    Orphan.find(pidFile(), ParentGuard.class.getName(), database().toString())
        .ifPresent(o -> o.stop("TERM"));
  }

  @Override
  public void start() {
    try {
      Files.createDirectories(directory);
      process =
          new ProcessBuilder(command())
              .redirectErrorStream(true)
              .redirectOutput(log().toFile())
              .start();
      DataDirectory.write(pidFile(), process.pid() + "\n");
      awaitAnswer();
      defaultToBackward();
    } catch (IOException | LocalStackException e) {
      stop();
      throw new LocalStackException(
          "The schema registry did not start on port %d: %s".formatted(port, e.getMessage()), e);
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while the schema registry started", e);
    }
  }

  @Override
  public void stop() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx128m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Djava.io.tmpdir=" + temp,
        "-Dquarkus.http.host=" + LocalStack.HOST,
        "-Dquarkus.http.port=" + port,
        "-Dquarkus.log.level=WARN",
        "-Dregistry.storage.kind=sql",
        // Without this setting, a kill loses schemas whose ids are already in records.
        "-Dquarkus.datasource.jdbc.url=jdbc:h2:file:" + database() + ";WRITE_DELAY=0",
        "-cp",
        RegistryHome.ourClasses() + File.pathSeparator + RegistryHome.runnerJar(),
        ParentGuard.class.getName(),
        Long.toString(ProcessHandle.current().pid()),
        "io.quarkus.runner.GeneratedMain");
  }

  private void awaitAnswer() throws InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!answers()) {
      if (!process.isAlive()) {
        throw new LocalStackException(
            "it ended with code " + process.exitValue() + ", see " + log());
      }
      if (System.nanoTime() > deadline) {
        throw new LocalStackException("no answer in " + START.toSeconds() + " s, see " + log());
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      return send(request("/subjects").GET()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * Sets the default compatibility level to that of Confluent's registry; Apicurio starts with
   * NONE. A configured level is kept.
   */
  private void defaultToBackward() throws IOException, InterruptedException {
    if (!send(request("/config").GET()).body().contains("\"NONE\"")) {
      return;
    }
    var level = HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"BACKWARD\"}");
    HttpResponse<String> answer =
        send(request("/config").header("Content-Type", "application/json").PUT(level));
    if (answer.statusCode() != 200) {
      throw new LocalStackException("compatibility cannot be set, status " + answer.statusCode());
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(10));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private Path database() {
    return directory.resolve("registry");
  }

  private Path log() {
    return directory.resolve("registry.log");
  }

  private Path pidFile() {
    return directory.resolve("registry.pid");
  }
}
