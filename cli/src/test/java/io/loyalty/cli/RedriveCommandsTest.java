package io.loyalty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedriveCommandsTest {
  private static final String ID = "7f3c0000-0000-0000-0000-000000000001";
  private static final String FAILURES =
      """
      [{"rule":"allowed-values","path":"/data/channel","count":120,"samples":[
        {"deadLetterId":"abc","eventType":"member-enrolled","path":"/data/channel","expected":"POS, WEB","found":"FAX\\u001b[2J","detail":null}]},
       {"rule":"not-json","path":"","count":8,"samples":[]}]""";

  @TempDir private Path directory;
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
  void previewsWithAPatch_showsTheProgressAndTheFailures_andTheNextCommand() throws IOException {
    Path patch = Files.writeString(directory.resolve("patch.json"), "[{\"value\":12.50}]");
    service.on("POST /redrives", 202, json("PENDING", true, 0, 0, "[]"));
    service.on("GET /redrives/" + ID, 200, json("RUNNING", true, 470, 400, "[]"));
    service.on("GET /redrives/" + ID, 200, json("DONE", true, 940, 812, FAILURES));
    int code =
        run("dead-letters", "preview", "--type=member-enrolled", "--rule=type", "--patch=" + patch);
    assertThat(code).as(err.toString()).isZero();
    assertThat(service.requests().get(0).body())
        .contains(
            "\"filter\":{\"eventType\":\"member-enrolled\",\"rule\":\"type\"}",
            "\"patch\":[{\"value\":12.50}]",
            "\"dryRun\":true");
    assertThat(out.toString().lines())
        .contains(
            "940 match; 812 would pass; 128 would still fail.",
            "     120  allowed-values           /data/channel",
            "          expected POS, WEB, found FAX\\u001b[2J (abc)",
            "       8  not-json",
            "Redrive the 812 with: pipeline dead-letters redrive --preview %s --url %s"
                .formatted(ID, service.url()));
  }

  @Test
  void redrivesAPreviewAndSaysHowToWatchIt() {
    service.on("POST /redrives", 202, json("PENDING", false, 0, 0, "[]"));
    assertThat(run("dead-letters", "redrive", "--preview", ID, "--rate=7")).isZero();
    assertThat(service.requests().get(0).body())
        .contains("\"preview\":\"%s\"".formatted(ID), "\"recordsPerSecond\":7", "\"filter\":null");
    assertThat(out.toString())
        .startsWith("Redrive %s of 940 dead letters is started; watch it with: ".formatted(ID));
  }

  @ParameterizedTest
  @CsvSource({"DONE,0", "CANCELLED,1"})
  void watchesARedriveToItsEnd(String state, int code) {
    service.on("POST /redrives", 202, json("PENDING", false, 0, 0, "[]"));
    service.on("GET /redrives/" + ID, 200, json(state, false, 940, 812, FAILURES));
    assertThat(run("dead-letters", "redrive", "--id=a", "--id=b", "--watch")).isEqualTo(code);
    assertThat(service.requests().get(0).body()).contains("\"ids\":[\"a\",\"b\"]");
    assertThat(out.toString())
        .contains("940 dead letters; 812 published, 0 loaded; 128 refused again, which stay open.")
        .doesNotContain("Redrive the ");
  }

  @ParameterizedTest
  @CsvSource({"pause,PAUSED", "resume,PENDING", "cancel,CANCELLED"})
  void steersARedrive(String action, String state) {
    service.on("POST /redrives/%s/%s".formatted(ID, action), 200, json(state, false, 7, 7, "[]"));
    assertThat(run("dead-letters", "redrives", action, ID, "--token=secret")).isZero();
    assertThat(out.toString())
        .startsWith("Redrive %s is %s: 7 of 940 dead letters are tried.".formatted(ID, state));
    assertThat(service.requests().get(0).authorization()).isEqualTo("Bearer secret");
  }

  @Test
  void listsRedrives() {
    service.on(
        "GET /redrives", 200, "{\"redrives\":[%s]}".formatted(json("DONE", true, 940, 812, "[]")));
    assertThat(run("dead-letters", "redrives")).isZero();
    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches(ID + "  preview +DONE +940 +940 +812 +128 .* tester"));
  }

  @Test
  void resolvesAndReopens() {
    String made = "{\"id\":\"%s\",\"outcome\":\"%s\",\"deadLetters\":1234}";
    service.on("POST /dead-letters/resolve", 200, made.formatted(ID, "resolved"));
    service.on("POST /dead-letters/reopen", 200, made.formatted(ID, "reopened"));
    assertThat(run("dead-letters", "resolve", "--reason=not-json", "--why=a test")).isZero();
    assertThat(run("dead-letters", "reopen", "--reason=not-json")).isZero();
    assertThat(service.requests().get(0).body())
        .contains("\"filter\":{\"reason\":\"not-json\"}", "\"reason\":\"a test\"");
    assertThat(out.toString().lines())
        .containsExactly("1,234 dead letters are resolved.", "1,234 dead letters are open again.");
  }

  @Test
  void tellsBadInputInOneSentence() throws IOException {
    Path none = directory.resolve("none.json");
    Path text = Files.writeString(directory.resolve("text.json"), "patch");
    assertThat(run("dead-letters", "preview", "--patch=" + none)).isEqualTo(1);
    assertThat(run("dead-letters", "preview", "--patch=" + text)).isEqualTo(1);
    assertThat(run("dead-letters", "redrive", "--preview=" + ID, "--type=x")).isEqualTo(2);
    service.refuse("POST /redrives", 409, "no open dead letter matches the filter");
    assertThat(run("dead-letters", "redrive")).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "There is no file " + none,
            text + " is no JSON.",
            "A --preview has chosen the dead letters",
            "no open dead letter matches the filter");
    assertThat(service.requests()).hasSize(1);
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--url=" + service.url());
    return Pipeline.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }

  private static String json(
      String state, boolean dryRun, long tried, long passed, String failures) {
    long failed = tried - passed;
    return """
        {"id":"%s","state":"%s","reason":null,"dryRun":%s,"filter":{},"preview":null,"patched":false,
         "candidateType":null,"recordsPerSecond":500,"requestedBy":"tester",
         "createdAt":"2026-02-01T10:00:00Z","startedAt":null,"endedAt":null,"deadLetters":940,
         "tried":%d,"wouldPass":%d,"wouldFail":%d,"published":%d,"loaded":0,"refusedAgain":%d,
         "percent":%s,"recordsPerSecondNow":0,"secondsLeft":null,"failures":%s}"""
        .formatted(
            ID,
            state,
            dryRun,
            tried,
            dryRun ? passed : 0,
            dryRun ? failed : 0,
            dryRun ? 0 : passed,
            dryRun ? 0 : failed,
            100.0 * tried / 940,
            failures);
  }
}
