package io.loyalty.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the command as a process that a user ends with Ctrl-C. */
class CtrlCTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  // A parent in the background ignores the signal, and so would its children.
  private static final String HEARING =
      "env --default-signal=INT true 2>/dev/null && exec env --default-signal=INT \"$@\"; exec \"$@\"";

  @TempDir private Path directory;
  private ServiceStub service;
  private Process command;

  @BeforeEach
  void start() throws IOException {
    service = new ServiceStub();
    service.on("POST /replays", 202, Replays.running(0));
    service.on("GET /replays/" + Replays.ID, 200, Replays.running(10_000));
  }

  @AfterEach
  void stop() {
    command.destroyForcibly();
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replay --all --watch --token=secret",
        "replays show 0b9e1c3e-4f6f-4f5c-9d0a-1f2e3d4c5b6a --watch",
        "replays show 0b9e1c3e-4f6f-4f5c-9d0a-1f2e3d4c5b6a --watch --json"
      })
  void leavesTheReplayRunningAndSaysHowToWatchItAgain(String line) throws Exception {
    command = run(line);
    await().atMost(LONG).until(() -> looks() > 2);

    assertThat(new ProcessBuilder("kill", "-INT", Long.toString(command.pid())).start().waitFor())
        .isZero();

    assertThat(command.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(command.exitValue()).isEqualTo(130);
    assertThat(Files.readAllLines(err()))
        .containsExactly(
            "The replay goes on; watch it again with: pipeline replays show %s --watch --url %s"
                .formatted(Replays.ID, service.url()));
    if (line.endsWith("--json")) {
      assertThat(directory.resolve("out")).isEmptyFile();
    }
    assertThat(service.requests())
        .allMatch(
            request ->
                request.line().equals("POST /replays")
                    || request.line().startsWith("GET /replays/"))
        .filteredOn(request -> request.line().startsWith("POST"))
        .hasSize(line.startsWith("replay ") ? 1 : 0);
  }

  @Test
  void leavesTheReconcileRunningAndSaysWhereItsResultIs() throws Exception {
    String running =
        "{\"id\":\"7\",\"state\":\"RUNNING\",\"deep\":false,\"partitions\":4,\"partitionsDone\":1,\"records\":0}";
    service.on("POST /reconciliations", 202, running);
    service.on("GET /reconciliations/7", 200, running);
    command = run("reconcile --token=secret");
    await().atMost(LONG).until(() -> looks() > 2);

    assertThat(new ProcessBuilder("kill", "-INT", Long.toString(command.pid())).start().waitFor())
        .isZero();

    assertThat(command.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(command.exitValue()).isEqualTo(130);
    assertThat(Files.readAllLines(err()))
        .containsExactly(
            "The reconcile goes on in db-consumption-service; GET /reconciliations/7 tells what it finds.");
    assertThat(directory.resolve("out")).isEmptyFile();
  }

  private long looks() throws IOException {
    assertThat(command.isAlive()).as("ended: " + Files.readString(err())).isTrue();
    return service.requests().stream().filter(each -> each.line().startsWith("GET")).count();
  }

  private Process run(String line) throws IOException {
    List<String> words = new ArrayList<>(List.of("sh", "-c", HEARING, "sh"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The launcher script starts it like this.
    words.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Pipeline.class.getName()));
    words.addAll(List.of(line.split(" ")));
    words.add("--url=" + service.url());
    return new ProcessBuilder(words)
        .redirectOutput(directory.resolve("out").toFile())
        .redirectError(err().toFile())
        .start();
  }

  private Path err() {
    return directory.resolve("err");
  }
}
