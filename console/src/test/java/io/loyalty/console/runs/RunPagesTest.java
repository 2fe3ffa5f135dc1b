package io.loyalty.console.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.Focusable;
import io.loyalty.console.visit.RecordedService.Asked;
import io.loyalty.console.visit.SharedConsole;
import io.loyalty.console.visit.Visit;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunPagesTest {
  private static final String SCRIPT = "<script>alert(1)</script>";
  private static final String ID = "5f1ad4f6-1111-4222-8333-123456789abc";
  private static final String REPLAY = "/runs/replays/" + ID;
  private static final String RECONCILIATION = "/runs/reconciliations/" + ID;
  private static final String STATUS =
      """
      {"state": "RUNNING", "held": [], "deadLetters": [], "topics": [
        {"eventType": "device-login", "topic": "loyalty.device-login", "records": 1200,
         "inserted": 1200, "duplicates": 0, "conflicts": 0, "deadLettered": 0, "lag": 0,
         "loadedThrough": "2026-01-31T12:00:00Z"},
        {"eventType": "coupon-redeemed", "topic": "loyalty.coupon-redeemed", "records": 34,
         "inserted": 34, "duplicates": 0, "conflicts": 0, "deadLettered": 0, "lag": 0,
         "loadedThrough": "2026-01-31T12:00:00Z"}]}\
      """;

  @RegisterExtension static final SharedConsole console = new SharedConsole();

  @BeforeEach
  void forget() {
    console.consumption().answers("GET /status", STATUS);
  }

  @Test
  void runsOfAllKindsAreListed_theNewestFirst() {
    answerLists("device-login");

    String page = console.alice().page("/runs");

    assertThat(page)
        .contains(REPLAY, "/dead-letters/redrives/" + ID, RECONCILIATION, "New replay")
        .contains("300 of 940 read; 12 inserted", "812 would pass; 128 would not", "3 unaccounted")
        .containsSubsequence("reconciliation</td>", "replay</td>", "preview</td>");
    assertThat(console.alice().page("/runs?kind=replay")).doesNotContain("reconciliation</td>");
    assertThat(console.alice().page("/runs?running=true"))
        .contains("replay</td>")
        .doesNotContain("preview</td>");
  }

  @Test
  void aStageIsComparedWithACandidate() {
    console
        .streams()
        .answers("GET /stages", "{\"stages\": [{\"stage\": \"fraud\", \"state\": \"RUNNING\"}]}")
        .answers(
            "POST /streams/fraud/comparison",
            """
            {"stage": "fraud", "version": "v2", "from": null, "to": null, "types": [
              {"eventType": "fraud-suspected", "topic": "t", "candidateTopic": "c", "same": 940, "different": 2,
               "onlyInUse": 1, "onlyCandidate": 0, "fields": [{"field": "score", "results": 2}],
               "examples": ["%s"]}]}\
            """
                .formatted(SCRIPT));
    String asked = "/runs/comparison?stage=fraud&version=v2&from=2026-01-31T12:00&to=";

    assertThat(console.alice().page("/runs/comparison"))
        .contains("<option value=\"fraud\">fraud")
        .doesNotContain("Result");
    assertThat(console.alice().page(asked))
        .contains("3 differ", "940", "score", "value=\"2026-01-31T12:00\"")
        .doesNotContain(SCRIPT);
    assertThat(console.alice().get(asked.replace("comparison?", "comparison.json?")).body())
        .contains("\"onlyInUse\"");
    assertThat(console.streams().asked())
        .extracting(each -> each.line())
        .anySatisfy(line -> assertThat(line).startsWith("POST /streams/fraud/comparison"));
    assertThat(console.bob().get(asked).statusCode()).isEqualTo(403);
  }

  @Test
  void runsAreDownloaded() {
    answerLists("device-login");

    assertThat(console.alice().get("/runs.csv").body())
        .startsWith("kind,id,state,about,percent,result,at,endedAt,by,reason\r\n")
        .contains("replay," + ID + ",RUNNING,device-login,31.9,");
    assertThat(console.alice().get("/runs.json?kind=preview").body())
        .contains("\"state\" : \"DONE\"")
        .doesNotContain("RUNNING");
  }

  @Test
  void anEmptyListSaysWhatToDo_andAServiceThatIsDownIsOneSentence() {
    console
        .consumption()
        .answers("GET /replays", "{\"replays\": []}")
        .answers("GET /redrives", "{\"redrives\": []}")
        .answers("GET /reconciliations", "{\"reconciliations\": []}");

    assertThat(console.alice().page("/runs"))
        .contains("Nothing has run", "/runs/reconciliations/new");

    console.consumption().answers("GET /replays", 503, "{\"detail\": \"PostgreSQL is away.\"}");

    assertThat(console.alice().page("/runs")).contains("PostgreSQL is away.");
    assertThat(console.alice().get("/runs.csv").statusCode()).isEqualTo(502);
    assertThat(console.alice().get("/runs.json").body()).contains("PostgreSQL is away.");
  }

  @Test
  void theFormShowsTheDryRunBeforeItLetsGo() {
    console
        .consumption()
        .answers(
            "POST /replays",
            """
            {"dryRun": true, "records": 4115, "estimatedSeconds": 12.3, "estimateBasis": "MEASURED",
             "partitions": [{"topic": "loyalty.device-login", "partition": 2, "from": 10, "to": 4125,
               "records": 4115, "firstTimestamp": "2026-01-31T12:00:00Z",
               "lastTimestamp": "2026-01-31T13:00:00Z"}],
             "kafkaFrom": "2026-01-31T12:00:00Z", "kafkaTo": "2026-01-31T13:00:00Z",
             "occurredFrom": null, "occurredTo": null}\
            """);

    String form = console.alice().page("/runs/replays/new?eventTypes=device-login");
    String plan =
        console
            .alice()
            .page(
                "/runs/replays/new?check=true&eventTypes=device-login&from=2026-01-31T10:00&rate=500");

    assertThat(form).contains("coupon-redeemed", "Show the dry run").doesNotContain("Dry run<");
    assertThat(plan)
        .contains("4,115", "in about", "at the speed of an earlier replay", "loyalty.device-login")
        .contains("name=\"rate\" value=\"500\"", "Replay 4,115 offsets");
    JsonNode request = JsonMapper.shared().readTree(posted().body());
    assertThat(request.path("dryRun").asBoolean()).isTrue();
    assertThat(request.path("all").asBoolean()).isFalse();
    assertThat(request.path("from").asString()).isEqualTo("2026-01-31T10:00:00Z");
    assertThat(request.path("recordsPerSecond").asInt()).isEqualTo(500);
  }

  @Test
  void aReplayOfNothingIsNotAskedFor() {
    assertThat(console.alice().page("/runs/replays/new?check=true"))
        .contains("Choose at least one event type");
    assertThat(console.alice().page("/runs/replays/new?check=true&all=true&toOffset=x"))
        .contains("is no whole number");
    assertThat(console.consumption().asked()).noneMatch(each -> each.line().startsWith("POST"));
  }

  @Test
  void aReplayIsStartedAsItWasPlanned() {
    console.consumption().answers("POST /replays", replay("PENDING", "device-login"));

    HttpResponse<String> started =
        console
            .alice()
            .post(
                "/runs/replays/new",
                "/runs/replays",
                Map.of("all", "true", "occurredFrom", "2026-01-01"));

    JsonNode request = JsonMapper.shared().readTree(posted().body());
    assertThat(Visit.ledTo(started)).isEqualTo(REPLAY);
    assertThat(request.path("all").asBoolean()).isTrue();
    assertThat(request.path("dryRun").asBoolean()).isFalse();
    assertThat(request.path("occurredFrom").asString()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void aReplayThatIsRefusedLeadsBackToItsForm() {
    console
        .consumption()
        .answers("POST /replays", 409, "{\"detail\": \"device-login is being replayed\"}");

    HttpResponse<String> refused =
        console
            .alice()
            .post("/runs/replays/new", "/runs/replays", Map.of("eventTypes", "device-login"));

    assertThat(Visit.ledTo(refused)).isEqualTo("/runs/replays/new?eventTypes=device-login");
    assertThat(console.alice().page(Visit.ledTo(refused)))
        .contains("device-login is being replayed");
  }

  @Test
  void aReplayShowsHowFarItIs_untilItEnds() {
    console.consumption().answers("GET /replays/" + ID, replay("RUNNING", "device-login"));

    assertThat(console.alice().page(REPLAY))
        .contains("300", "940", "sse:progress", "Pause", "Cancel", "About 6.4 s left");
    assertThat(console.alice().page(REPLAY + "/cancel")).contains("12", "640", "Cancel it");

    console.consumption().answers("GET /replays/" + ID, replay("DONE", "device-login"));

    assertThat(console.alice().get(REPLAY, "HX-Request", "true").body())
        .contains("The replay is DONE.", "hx-swap-oob")
        .doesNotContain("sse:progress", "<html");
  }

  @Test
  void whatIsSwappedKeepsTheFocus() {
    console
        .consumption()
        .answers("GET /replays/" + ID, replay("RUNNING", "device-login"))
        .answers(
            "GET /reconciliations/" + ID,
            reconciliation(
                "RUNNING",
                "{\"unaccounted\": 3, \"unproven\": 0, \"partitions\": [%s]}"
                    .formatted(partition(1, 3, "[7]")),
                "x"));

    assertThat(Focusable.ids(console.alice().get(REPLAY, "HX-Request", "true").body()))
        .containsExactly("reload", "result", "partitions");
    assertThat(Focusable.ids(console.alice().get(RECONCILIATION, "HX-Request", "true").body()))
        .containsExactly("reload", "replay", "partitions");
  }

  @Test
  void aReplayIsPausedResumedAndCancelled() {
    console.consumption().answers("GET /replays/" + ID, replay("PAUSED", "device-login"));
    for (String change : List.of("pause", "resume", "cancel")) {
      console
          .consumption()
          .answers("POST /replays/" + ID + "/" + change, replay("PAUSED", "device-login"));

      assertThat(Visit.ledTo(console.alice().post(REPLAY, REPLAY + "/" + change, Map.of())))
          .isEqualTo(REPLAY);
    }
    assertThat(console.alice().page(REPLAY)).contains("Cancelled.", "Resume");
  }

  @Test
  void aReconciliationIsStarted_orLeadsBackToItsForm() {
    console.consumption().answers("POST /reconciliations", reconciliation("RUNNING", "null", "x"));

    assertThat(console.alice().page("/runs/reconciliations/new?eventType=device-login"))
        .contains("all 2 event types", "1,234", "device-login, 1,200 records");
    HttpResponse<String> started =
        console
            .alice()
            .post(
                "/runs/reconciliations/new",
                "/runs/reconciliations",
                Map.of("eventType", "device-login", "deep", "true"));

    assertThat(Visit.ledTo(started)).isEqualTo(RECONCILIATION);
    assertThat(posted().body()).contains("\"eventType\":\"device-login\"", "\"deep\":true");

    console.consumption().answers("POST /reconciliations", 409, "{\"detail\": \"one runs\"}");
    HttpResponse<String> refused =
        console
            .alice()
            .post(
                "/runs/reconciliations/new",
                "/runs/reconciliations",
                Map.of("eventType", "", "deep", "false"));

    assertThat(console.alice().page(Visit.ledTo(refused))).contains("one runs");
  }

  @Test
  void aReconciliationShowsWhatDiffersFirst() {
    console
        .consumption()
        .answers(
            "GET /reconciliations/" + ID,
            reconciliation(
                "FINISHED",
                "{\"unaccounted\": 3, \"unproven\": 0, \"partitions\": [%s, %s]}"
                    .formatted(partition(0, 0, "[]"), partition(1, 3, "[7, 8, 9]")),
                "x"));

    String page = console.alice().page(RECONCILIATION);

    assertThat(page)
        .contains("Not reconciled", "3 records are unaccounted for: offsets 7, 8, 9")
        .doesNotContain("sse:progress")
        .containsSubsequence(">1</td>", ">0</td>", ">none</span>");
    assertThat(console.alice().get(RECONCILIATION + ".csv").body())
        .startsWith("topic,partition,depth,records,")
        .contains("loyalty.device-login,1,DEEP,");
  }

  @Test
  void whoMayOnlyReadStartsAndStopsNothing() {
    answerLists("device-login");
    console.consumption().answers("GET /replays/" + ID, replay("RUNNING", "device-login"));

    assertThat(console.bob().page("/runs")).doesNotContain("New replay", "class=\"button\"");
    assertThat(console.bob().page(REPLAY)).doesNotContain("Pause", "Cancel");
    for (String form :
        List.of(
            "/runs/replays/new?check=true&all=true",
            "/runs/reconciliations/new",
            REPLAY + "/cancel")) {
      assertThat(console.bob().get(form).statusCode()).as(form).isEqualTo(403);
    }
    for (String path :
        List.of(
            "/runs/replays",
            "/runs/reconciliations",
            REPLAY + "/pause",
            REPLAY + "/resume",
            REPLAY + "/cancel")) {
      assertThat(console.bob().post("/runs", path, Map.of("all", "true")).statusCode())
          .as(path)
          .isEqualTo(403);
    }
    assertThat(console.consumption().asked()).noneMatch(each -> each.line().startsWith("POST"));
  }

  @Test
  void noFieldIsReadAsHtml() {
    answerLists(SCRIPT);
    console
        .consumption()
        .answers("GET /replays/" + ID, replay("RUNNING", SCRIPT))
        .answers(
            "GET /reconciliations/" + ID,
            reconciliation(
                "FINISHED",
                "{\"unaccounted\": 3, \"unproven\": 0, \"partitions\": [%s]}"
                    .formatted(
                        partition(1, 3, "[7]")
                            .replace("\"reason\": null", "\"reason\": \"" + SCRIPT + "\"")
                            .replace("loyalty.device-login", SCRIPT)),
                SCRIPT));

    for (String path : List.of("/runs", REPLAY, RECONCILIATION)) {
      assertThat(console.alice().page(path))
          .as(path)
          .contains("&lt;script&gt;")
          .doesNotContain(SCRIPT);
    }
  }

  private static void answerLists(String text) {
    console
        .consumption()
        .answers("GET /replays", "{\"replays\": [%s]}".formatted(replay("RUNNING", text)))
        .answers("GET /redrives", "{\"redrives\": [%s]}".formatted(preview(text)))
        .answers(
            "GET /reconciliations",
            "{\"reconciliations\": [%s]}".formatted(reconciliation("FINISHED", "null", text)));
  }

  private static String replay(String state, String text) {
    return """
    {"id": "%s", "state": "%s", "reason": "%3$s", "mode": "merge", "eventTypes": ["%3$s"],
     "from": null, "to": null, "fromOffset": null, "toOffset": null, "occurredFrom": null,
     "occurredTo": null, "recordsPerSecond": null, "createdAt": "2026-01-31T12:00:00Z",
     "startedAt": "2026-01-31T12:00:01Z", "endedAt": null, "records": 300, "totalRecords": 940,
     "inserted": 12, "duplicates": 288, "conflicts": 0, "deadLettered": 0, "skipped": 0,
     "percent": 31.9, "recordsPerSecondNow": 100.0, "secondsLeft": 6.4, "partitions": [
       {"topic": "%3$s", "partition": 0, "fromOffset": 0, "nextOffset": 300,
        "endOffset": 940}]}\
    """
        .formatted(ID, state, text);
  }

  private static String preview(String text) {
    return """
    {"id": "%s", "state": "DONE", "reason": "%2$s", "dryRun": true, "filter": {},
     "preview": null, "patched": false, "candidateType": null, "recordsPerSecond": 500,
     "requestedBy": "%2$s", "createdAt": "2026-01-31T11:00:00Z", "startedAt": null,
     "endedAt": null, "deadLetters": 940, "tried": 940, "wouldPass": 812, "wouldFail": 128,
     "published": 0, "loaded": 0, "refusedAgain": 0, "percent": 100.0,
     "recordsPerSecondNow": 0.0, "secondsLeft": null, "failures": []}\
    """
        .formatted(ID, text);
  }

  private static String reconciliation(String state, String result, String text) {
    return """
    {"id": "%s", "state": "%s", "reason": "%4$s", "requestedBy": "%4$s", "eventType": "%4$s",
     "deep": true, "startedAt": "2026-01-31T13:00:00Z", "endedAt": null, "partitions": 2,
     "partitionsDone": 1, "records": 940, "unaccounted": 3, "unproven": 0, "result": %3$s}\
    """
        .formatted(ID, state, result, text);
  }

  private static String partition(int number, long unaccounted, String missing) {
    return """
    {"eventType": "device-login", "topic": "loyalty.device-login", "partition": %d,
     "depth": "DEEP", "logStart": 0, "logEnd": 940, "nextOffset": 940, "records": 940,
     "rows": 937, "duplicates": 0, "conflicts": 0, "deadLettered": 0, "holes": 0, "expired": 0,
     "lost": 0, "givenUp": 0, "rowsGone": 0, "unledgered": 0, "surplus": 0, "repeated": 0,
     "unproven": 0, "reason": null, "childrenProven": true, "unaccounted": %d, "missing": %s}\
    """
        .formatted(number, unaccounted, missing);
  }

  private static Asked posted() {
    List<Asked> posts =
        console.consumption().asked().stream()
            .filter(each -> each.line().startsWith("POST"))
            .toList();
    return posts.get(posts.size() - 1);
  }
}
