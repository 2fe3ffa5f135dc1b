package io.loyalty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.cli.ServiceStub.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ValidateCommandTest {
  private static final String POST = "POST /validate";
  private static final String VALID =
      "{\"line\":%d,\"position\":%d,\"valid\":true,\"eventType\":\"offer-viewed\",\"record\":{\"a\":1}}";

  private final JsonMapper json = new JsonMapper();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;
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
  void tellsViolationsByTheLineOfTheFileAndThenTheCauses() throws IOException {
    service.on(
        POST,
        200,
        answer(
            VALID.formatted(1, 0),
            invalid(2, 0, "decimal-scale", "/data/amount", "date", "/data/\\u001b[1mon"),
            VALID.formatted(3, 0),
            invalid(3, 1, "decimal-scale", "/data/amount"),
            VALID.formatted(3, 2),
            "{\"line\":4,\"position\":0,\"valid\":false,\"reason\":\"unexpected-fault\",\"violations\":[]}"));
    assertThat(run(file("\n\na\n  \nb\r\n[c]\n\nd"))).isEqualTo(1);

    assertThat(service.requests()).hasSize(1);
    Request request = service.requests().get(0);
    assertThat(request.body()).isEqualTo("a\nb\n[c]\nd");
    assertThat(request.authorization()).isEqualTo("Bearer secret");
    assertThat(out.toString().lines())
        .containsExactly(
            "line 5: /data/amount decimal-scale: expected this, found that",
            "line 5: /data/\\u001b[1mon date: expected this, found that",
            "line 6, event 2: /data/amount decimal-scale: expected this, found that",
            "line 8: unexpected-fault",
            "",
            "  events  reason                     rule                       event type",
            "       2  invalid                    decimal-scale              offer-viewed",
            "       1  invalid                    date                       offer-viewed",
            "       1  unexpected-fault           -                          -",
            "",
            "Checked 6 events in 4 lines: 3 valid, 3 invalid.");
  }

  @Test
  void endsWithCodeZeroIfAllIsValid_gzipToo() throws IOException {
    service.on(POST, 200, answer(VALID.formatted(1, 0)));
    Path zipped = directory.resolve("events.ndjson.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      gzip.write("{}\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(run(zipped.toString())).isZero();
    assertThat(service.requests().get(0).body()).isEqualTo("{}");
    assertThat(out.toString())
        .isEqualToIgnoringNewLines("Checked 1 events in 1 lines: 1 valid, 0 invalid.");
  }

  @Test
  void asksNothingForAnEmptyFile() throws IOException {
    assertThat(run(file("\n\n"))).isZero();
    assertThat(service.requests()).isEmpty();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines("Checked 0 events in 0 lines: 0 valid, 0 invalid.");
    assertThat(run(file("\n"), "--json")).isZero();
  }

  @Test
  void asksForManyLinesInSeveralBatches() throws IOException {
    service.on(POST, 200, answer(valid(1_000)));
    service.on(POST, 200, answer(valid(1_000)));
    service.on(POST, 200, answer(invalid(1, 0, "date", "/data/on")));
    assertThat(run(file(String.join("\n", Collections.nCopies(2_001, "{}"))))).isEqualTo(1);
    assertThat(service.requests()).hasSize(3);
    assertThat(out.toString()).startsWith("line 2001: /data/on date: ");
    assertThat(out.toString()).contains("Checked 2,001 events in 2,001 lines: 2,000 valid, 1 in");
  }

  @Test
  void neverAsksForMoreThanTheServiceReadsBeforeItRefuses() throws IOException {
    service.on(POST, 200, answer(VALID.formatted(1, 0)));
    String line = "x".repeat(600_000);
    assertThat(run(file(line + "\n" + line + "\n" + line))).isZero();
    assertThat(service.requests()).extracting(each -> each.body().length()).containsOnly(600_000);
  }

  @Test
  void tellsOfLinesThatCannotBeSent() throws IOException {
    service.on(POST, 200, answer(VALID.formatted(1, 0)));
    Path events = directory.resolve("events");
    Files.write(events, new byte[] {'{', '}', '\n', (byte) 0xff, '\n', '{', '}'});
    assertThat(run(events.toString())).isEqualTo(1);
    assertThat(service.requests()).hasSize(2);
    assertThat(out.toString().lines())
        .startsWith(
            "line 2: not-sendable: expected a message that SQS takes, found a line that is not UTF-8")
        .endsWith("Checked 3 events in 3 lines: 2 valid, 1 invalid.");
  }

  @Test
  void printsOneJsonDocumentWithTheLinesOfTheFile() throws IOException {
    service.on(
        POST, 200, answer(VALID.formatted(1, 0), invalid(2, 0, "decimal-scale", "/data/amount")));
    assertThat(run(file("\na\n\nb\n"), "--json")).isEqualTo(1);
    JsonNode told = json.readTree(out.toString());
    assertThat(told.get("events").get(0)).isEqualTo(json.readTree(VALID.formatted(2, 0)));
    assertThat(told.at("/events/1/line").asInt()).isEqualTo(4);
    assertThat(told.get("summary"))
        .isEqualTo(json.readTree("{\"events\":2,\"valid\":1,\"invalid\":1}"));
  }

  @Test
  void saysThatThereIsNoSuchFile() {
    assertThat(run("no-such-file")).isEqualTo(1);
    assertThat(err.toString()).isEqualToIgnoringNewLines("pipeline: no-such-file does not exist");
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void saysThatTheServiceIsNotRunning() throws IOException {
    service.close();
    assertThat(run(file("{}"))).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "pipeline: ingestion-service does not answer at %s; is it running?"
                .formatted(service.url()));
  }

  @Test
  void namesTheTokenThatIsWrongAndNeverShowsIt() throws IOException {
    service.refuse(POST, 401, "the token is not the one that is configured");
    assertThat(run(file("{}"))).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "pipeline: ingestion-service does not take the token of --token: the token is not the one that is configured");
  }

  @Test
  void saysThatATokenIsMissing() throws IOException {
    service.refuse(POST, 401, "this needs a token");
    assertThat(pipeline("validate", file("{}"), "--url=" + service.url())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "pipeline: ingestion-service wants a token; give one by PIPELINE_TOKEN, or --token");
  }

  @Test
  void saysWhatTheServiceSays() throws IOException {
    service.refuse(POST, 403, "no token is configured");
    assertThat(run(file("{}"))).isEqualTo(1);
    assertThat(err.toString()).isEqualToIgnoringNewLines("pipeline: no token is configured");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "",
        "<html>",
        "{\"events\":[]}",
        "{\"events\":[],\"summary\":{\"events\":1}}",
        "{\"events\":[1],\"summary\":{\"events\":1}}",
        "{\"events\":[{\"line\":2,\"position\":0,\"valid\":true}],\"summary\":{\"events\":1}}",
        "{\"events\":[{\"position\":0,\"valid\":true}],\"summary\":{\"events\":1}}",
        "{\"events\":[{\"line\":1,\"position\":0,\"valid\":true}],\"summary\":{\"ev"
      })
  void neverTakesAnythingElseForAnAnswer(String answer) throws IOException {
    service.on(POST, 200, answer);
    assertThat(run(file("{}"))).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "pipeline: What %s answers can't be understood; is it ingestion-service, in this version?"
                .formatted(service.url()));
  }

  private String file(String text) throws IOException {
    return Files.writeString(directory.resolve("events.ndjson"), text).toString();
  }

  private static String[] valid(int lines) {
    return IntStream.rangeClosed(1, lines)
        .mapToObj(line -> VALID.formatted(line, 0))
        .toArray(String[]::new);
  }

  private static String invalid(int line, int position, String... rulesAndPaths) {
    List<String> violations = new ArrayList<>();
    for (int i = 0; i < rulesAndPaths.length; i += 2) {
      violations.add(
          "{\"path\":\"%s\",\"rule\":\"%s\",\"expected\":\"this\",\"found\":\"that\"}"
              .formatted(rulesAndPaths[i + 1], rulesAndPaths[i]));
    }
    return """
    {"line":%d,"position":%d,"valid":false,"eventType":"offer-viewed","station":"validate",
     "reason":"invalid","violations":[%s]}"""
        .formatted(line, position, String.join(",", violations));
  }

  private static String answer(String... events) {
    return List.of(events).stream()
        .collect(
            Collectors.joining(
                ",", "{\"events\":[", "],\"summary\":{\"events\":%d}}".formatted(events.length)));
  }

  private int run(String file, String... more) {
    List<String> all = new ArrayList<>(List.of("validate", file, "--token=secret"));
    all.add("--url=" + service.url());
    all.addAll(List.of(more));
    return pipeline(all.toArray(String[]::new));
  }

  private int pipeline(String... arguments) {
    return Pipeline.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
