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

class StreamsCommandTest {
  private static final String RESET =
      """
      {"stage":"fraud","applicationId":"p.stream.fraud.3","number":3,"from":%s,"requestedBy":"ann",
       "requestedAt":"2026-02-01T10:00:00Z"}""";

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
  void listsStagesWithWhatTheyWaitForAndWhereTheyLag() {
    service.on(
        "GET /streams",
        200,
        """
        {"streams":[
         {"stage":"enrichment","version":null,"applicationId":"p.stream.enrichment","state":"WAITING",
          "reason":"it waits for \\u001b[2Jtopics","restoring":0,"lag":[{"topic":"p.a","records":null}],
          "lastEmitted":null,"reset":null},
         {"stage":"fraud","version":"v2","applicationId":"p.stream.fraud.v2.3","state":"STARTING","reason":null,
          "restoring":1200,"lag":[{"topic":"p.a","records":1500},{"topic":"p.b","records":0}],
          "lastEmitted":"2026-02-01T10:00:00.5Z","reset":%s}]}"""
            .formatted(RESET.formatted("null")));
    assertThat(run("streams", "list")).isZero();
    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("enrichment +- +WAITING +- +- +p\\.stream\\.enrichment"))
        .contains("  it waits for \\u001b[2Jtopics")
        .anyMatch(
            line ->
                line.matches(
                    "fraud +v2 +STARTING +1,500 +2026-02-01T10:00:00Z +p\\.stream\\.fraud\\.v2\\.3"))
        .contains(
            "  restores its state: 1,200 records are left",
            "  lags by 1,500 records of p.a",
            "  reset 3 by ann at 2026-02-01T10:00:00Z, from the start")
        .noneMatch(line -> line.contains("p.b"));
  }

  @Test
  void resetsAStageFromTheStart() {
    service.on("POST /streams/fraud/reset?from=start", 202, RESET.formatted("null"));
    assertThat(run("streams", "reset", "fraud", "--from", "start", "--token=secret")).isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines(
            "Stage fraud is reset (3): it goes on as p.stream.fraud.3, reads its topics from their start, and emits all results again.");
    assertThat(service.requests().get(0).authorization()).isEqualTo("Bearer secret");
  }

  @Test
  void resetsAStageFromADate() {
    service.on(
        "POST /streams/fraud/reset?from=2026-01-31T00%3A00%3A00Z",
        202, RESET.formatted("\"2026-01-31T00:00:00Z\""));
    assertThat(run("streams", "reset", "fraud", "--from", "2026-01-31", "--token=secret")).isZero();
    assertThat(out.toString()).contains("that occurred from 2026-01-31T00:00:00Z on.");
  }

  @Test
  void comparesAStageWithACandidate() {
    service.on(
        "POST /streams/fraud/comparison?version=v2&to=2026-01-31T00%3A00%3A00Z",
        200,
        """
        {"stage":"fraud","version":"v2","from":null,"to":"2026-01-31T00:00:00Z","types":[
         {"eventType":"fraud-suspected","topic":"p.fraud-suspected",
          "candidateTopic":"p.stream.fraud.v2.fraud-suspected","same":1200,"different":3,"onlyInUse":0,
          "onlyCandidate":1,"fields":[{"field":"score","results":3}],"examples":["a-b"]}]}""");
    assertThat(run("streams", "compare", "fraud", "--candidate", "v2", "--to", "2026-01-31"))
        .isZero();
    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("fraud-suspected +1,200 +3 +0 +1"))
        .contains(
            "  score differs in 3",
            "  such as a-b",
            "fraud and its candidate v2 have not derived the same.");
  }

  @Test
  void explainsWhatItCantUnderstand_andAsksNobody() {
    assertThat(run("streams", "reset", "fraud", "--from", "soon")).isEqualTo(2);
    assertThat(err.toString()).startsWith("pipeline: --from is 'soon'; give start, a time like");
    assertThat(run("streams", "reset", "fraud")).isEqualTo(2);
    assertThat(run("streams")).isEqualTo(2);
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void explainsARefusalInOneSentence() {
    service.refuse("POST /streams/x/reset?from=start", 404, "this instance runs no stage x");
    assertThat(run("streams", "reset", "x", "--from", "start")).isEqualTo(1);
    assertThat(err.toString()).isEqualToIgnoringNewLines("pipeline: this instance runs no stage x");
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--url=" + service.url());
    return Pipeline.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }
}
