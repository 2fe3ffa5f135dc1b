package io.loyalty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "send",
        "status",
        "down",
        "psql",
        "replay",
        "replays",
        "replays show",
        "replays pause",
        "replays resume",
        "replays cancel",
        "reconcile",
        "dead-letters",
        "dead-letters preview",
        "dead-letters redrive",
        "dead-letters redrives",
        "dead-letters redrives cancel",
        "dead-letters resolve",
        "dead-letters reopen",
        "validate",
        "event-types"
      })
  void everyCommandExplainsItself(String command) {
    assertThat(run((command + " --help").split(" "))).isZero();
    assertThat(out.toString())
        .contains("Usage: pipeline " + command)
        .contains("--data-dir=DIR", "Exit codes:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "reconcile --help", "replays show --help"})
  void tellsWhatItsExitCodesMean(String line) {
    assertThat(run(line.split(" "))).isZero();
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains(
            "Exit codes: 0 Success. 1 Failed; the last line says why. 2 Usage error. 130 Interrupted by Ctrl-C.");
  }

  @Test
  void takesItsVersionFromTheJarAlone() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString().strip()).isEqualTo("pipeline (not packaged)");
  }

  @Test
  void asksForACommandAndListsThem() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Name a command.").contains("up ", "send ", "psql ");
  }

  @Test
  void saysInOneSentenceWhatItDoesNotUnderstand() {
    assertThat(run("up", "--no-such-option")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly("pipeline: Unknown option: '--no-such-option'", "See: pipeline up --help");
    err.getBuffer().setLength(0);
    assertThat(run("replay", "points-collected", "--from", "yesterday")).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("pipeline: Invalid value for option '--from': 'yesterday' is no time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "psql",
        "replays",
        "reconcile",
        "dead-letters",
        "event-types",
        "validate -"
      })
  void saysThatNothingIsRunning(String command) {
    assertThat(run((command + " --data-dir " + directory).split(" "))).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "pipeline: No pipeline is running with its data in %s; start one with: pipeline up"
                .formatted(directory));
  }

  @Test
  void stopsNothingWhereNothingRuns() {
    assertThat(run("down", "--data-dir", directory.toString())).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("The pipeline is not running.");
  }

  @Test
  void startsNothingForAFileThatDoesNotExist() {
    assertThat(run("up", "--data-dir", directory.toString(), "--events", "no-such-file"))
        .isEqualTo(1);
    assertThat(err.toString()).isEqualToIgnoringNewLines("pipeline: no-such-file does not exist");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void startsNothingWhileAPortIsTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int taken = other.getLocalPort();
      int code = run("up", "--data-dir", directory.toString(), "--ingestion-port", "" + taken);
      assertThat(code).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("pipeline: ")
          .contains("port %d for ingestion-service (--ingestion-port)".formatted(taken))
          .contains("stop that, or choose another port.");
      assertThat(out.toString()).isEmpty();
    }
  }

  private int run(String... arguments) {
    return Pipeline.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
