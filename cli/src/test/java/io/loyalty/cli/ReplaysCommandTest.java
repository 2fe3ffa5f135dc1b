package io.loyalty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ReplaysCommandTest {
  private final JsonMapper json = new JsonMapper();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private ServiceStub service;

  @BeforeEach
  void start() throws IOException {
    service = new ServiceStub();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void listsReplays() {
    String failed = Replays.json("FAILED", 7, "the log \\u001b[2Jwas cut", "2026-02-01T10:00:02Z");
    service.on(
        "GET /replays", 200, "{\"replays\":[%s,%s]}".formatted(Replays.running(10_000), failed));
    assertThat(run("replays")).isZero();
    assertThat(out.toString().lines())
        .anyMatch(
            line ->
                line.matches(
                    Replays.ID
                        + "  RUNNING +50.0% +10,000 +1,234 +20,000  2026-02-01T10:00:00Z +purchase-transaction"))
        .contains("  the log \\u001b[2Jwas cut");
    assertThat(service.requests().get(0).authorization()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"pause,PAUSED", "resume,RUNNING", "cancel,CANCELLED"})
  void changesAReplay(String action, String state) {
    String path = "POST /replays/" + Replays.ID + "/" + action;
    service.on(path, 200, Replays.json(state, 7, null, null));
    assertThat(run("replays", action, Replays.ID, "--token=secret")).isZero();
    assertThat(out.toString()).startsWith("Replay " + Replays.ID + " is " + state + ": 7 of");
    assertThat(service.requests().get(0).authorization()).isEqualTo("Bearer secret");
  }

  @Test
  void showsAReplayAsItIs() {
    service.on("GET /replays/" + Replays.ID, 200, Replays.running(10_000));
    assertThat(run("replays", "show", Replays.ID)).isZero();
    assertThat(out.toString()).startsWith("Replay " + Replays.ID + " is RUNNING: 10,000 of");
    assertThat(service.requests()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"DONE,0", "FAILED,1", "CANCELLED,1"})
  void watchesARunningReplayToItsEnd(String state, int code) {
    service.on("GET /replays/" + Replays.ID, 200, Replays.running(10_000));
    service.on(
        "GET /replays/" + Replays.ID,
        200,
        Replays.json(state, 20_000, null, "2026-02-01T10:00:14.5Z"));
    assertThat(run("replays", "show", Replays.ID, "--watch")).isEqualTo(code);
    assertThat(out.toString().lines().findFirst().orElseThrow()).contains(" is RUNNING: 50.0%");
    assertThat(out.toString().lines()).last().asString().contains(" is " + state + ": 20,000 of");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replays show %s --json",
        "replays --json show %s",
        "replays show %s --watch --json",
        "replays pause %s --json --token=secret"
      })
  void printsAReplayAsJson(String line) {
    service.on("GET /replays/" + Replays.ID, 200, Replays.done());
    service.on("POST /replays/" + Replays.ID + "/pause", 200, Replays.done());
    assertThat(run(line.formatted(Replays.ID).split(" "))).isZero();
    assertThat(json.readTree(out.toString())).isEqualTo(json.readTree(Replays.done()));
  }

  @Test
  void asksTheServiceThatIsNamedBeforeTheSubcommand() {
    service.on("POST /replays/" + Replays.ID + "/cancel", 200, Replays.done());
    int code =
        Pipeline.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            "replays",
            "--url=" + service.url(),
            "--token=secret",
            "cancel",
            Replays.ID);
    assertThat(code).as(err.toString()).isZero();
    assertThat(service.requests().get(0).authorization()).isEqualTo("Bearer secret");
  }

  @Test
  void saysThatThereIsNoSuchReplay() {
    service.refuse("POST /replays/x%2Fy/pause", 404, "there is no replay x/y");
    assertThat(run("replays", "pause", "x/y", "--token=secret")).isEqualTo(1);
    assertThat(err.toString()).isEqualToIgnoringNewLines("pipeline: there is no replay x/y");
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--url=" + service.url());
    return Pipeline.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }
}
