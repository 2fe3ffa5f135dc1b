package io.loyalty.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.SharedConsole;
import io.loyalty.console.visit.Visit;
import io.loyalty.console.visit.VisitedConsole;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DoctorTest {
  private static final String SCRIPT = "<script>alert(1)</script>";
  private static final String RELEASE = "/doctor/refused/release";
  private static final String HOLD =
      """
      {"topic": "%1$s", "partition": 4, "code": "RECORDS_GONE", "needsDecision": true, "reason": "%2$s"}\
      """;
  @RegisterExtension static final SharedConsole console = new SharedConsole();

  @BeforeEach
  void recordAnswers() {
    console
        .ingestion()
        .answers(
            "GET /status",
            """
            {"state": "RUNNING", "messages": {"received": 1, "deleted": 1, "returned": 0, "inWork": 0}, "events": [],
             "queues": [{"queue": "loyalty-events", "waiting": 3, "inFlight": 0, "oldestSeconds": 1.0, "deadLetterQueue": 0}]}\
            """);
    console.streams().answers("GET /streams", "{\"streams\": []}");
    load("RUNNING", "", "0", "2026-01-31T12:00:00Z");
    reconciled("{\"reconciliations\": [%s]}".formatted(reconcile("FINISHED", "0")));
  }

  @Test
  void saysThatAllIsGood_whenItIs() {
    reconciled(
        "{\"reconciliations\": [%s]}"
            .formatted(reconcile("FINISHED", "0").replace("2026-01-31", "2999-01-31")));

    assertThat(text(page()))
        .contains("All checks are good.")
        .contains("good ingestion-service It is running.")
        .contains("good Queue loyalty-events 3 messages wait.")
        .contains("good Last reconcile No record is unaccounted for.");
  }

  @Test
  void namesTheServiceThatDoesNotAnswer() {
    console.ingestion().answers("GET /status", 503, "{\"detail\": \"It is starting.\"}");
    console.streams().answers("GET /streams", 503, "{\"detail\": \"Kafka is down.\"}");

    assertThat(text(page()))
        .contains("act ingestion-service It is starting. See whether it runs")
        .contains("look stream-service Kafka is down.");
  }

  @Test
  void saysThatItDoesNotKnow_whereTheWarehouseIsSilent() {
    console
        .consumption()
        .answers(
            "GET /status",
            "{\"state\": \"RUNNING\", \"held\": [], \"topics\": [], \"deadLetters\": []}");

    assertThat(text(page()))
        .contains("not known Progress of the load db-consumption-service has no answer")
        .contains("not known Dead letters db-consumption-service has no answer")
        .doesNotContain("good Progress of the load", "good Dead letters");
  }

  @Test
  void findsWhatIsWrongWithTheLoad() {
    load("RUNNING", "", "5000", "2026-01-31T12:00:00Z");
    reconciled("{\"reconciliations\": [%s]}".formatted(reconcile("FINISHED", "17")));

    assertThat(text(page()))
        .contains("act Last reconcile 17 records are unaccounted for.")
        .contains(
            "act Retention Kafka may delete records of loyalty.points that are not loaded in 2.0"
                + " hours.")
        .contains("more than two minutes ago: points, lag 5,000.");
  }

  @Test
  void aReconcileIsNotGood_ifSomethingCouldNotBeProven() {
    String recent = reconcile("FINISHED", "0").replace("2026-01-31", "2999-01-31");
    reconciled(
        "{\"reconciliations\": [%s]}"
            .formatted(recent.replace("\"unproven\": 0", "\"unproven\": 1200")));

    String page = page();

    assertThat(text(page))
        .contains(
            "look Last reconcile No record is unaccounted for, but 1,200 records or rows could not"
                + " be proven. See in its result why, and start another one.");
    assertThat(page).contains("href=\"/runs/reconciliations/r1\"");
  }

  @Test
  void aReconcileTellsBoth_whatIsMissingAndWhatCouldNotBeProven() {
    reconciled(
        "{\"reconciliations\": [%s]}"
            .formatted(reconcile("FINISHED", "17").replace("\"unproven\": 0", "\"unproven\": 1")));

    assertThat(text(page()))
        .contains(
            "act Last reconcile 17 records are unaccounted for, and 1 records or rows could not be"
                + " proven.");
  }

  @Test
  void asksForAReconcile_ifThereWasNone() {
    reconciled("{\"reconciliations\": []}");

    assertThat(page())
        .contains("The topics were never compared with the warehouse.", "href=\"/runs\"");
  }

  @Test
  void findsMessagesInTheDeadLetterQueue() {
    console
        .ingestion()
        .answers(
            "GET /status",
            """
            {"state": "RUNNING", "events": [], "queues":
             [{"queue": "q", "waiting": 9, "inFlight": 0, "oldestSeconds": 900.0, "deadLetterQueue": 6}]}\
            """);

    assertThat(text(page()))
        .contains("act Queue q Its dead-letter queue has 6 messages")
        .contains(
            "look Queue q The oldest message in work was sent 15 min ago, and 9 messages wait.");
  }

  @Test
  void tellsWhyAStageDoesNotRun() {
    console
        .streams()
        .answers(
            "GET /streams",
            """
            {"streams": [
              {"stage": "fraud", "applicationId": "a", "state": "FAILED", "reason": "a topic is gone", "restoring": 0, "lag": []},
              {"stage": "activity", "applicationId": "b", "state": "RUNNING", "restoring": 0,
               "lag": [{"topic": "t", "records": 12}, {"topic": "u", "records": null}]}]}\
            """);

    assertThat(text(page()))
        .contains("act Stage fraud It has failed: a topic is gone.")
        .contains("good Stage activity It is running, and has 12 records left to read.");
  }

  @Test
  void resumesAPartitionAfterAConfirmation() {
    hold("loyalty.points", "Records are gone.");
    console
        .consumption()
        .answers(
            "POST /holds/loyalty.points/4/resume",
            """
            {"topic": "loyalty.points", "partition": 4, "heldOffset": 5, "nextOffset": 1000, "givenUp": 995}\
            """);
    Visit alice = console.alice();
    String confirm = "/doctor/holds/resume?topic=loyalty.points&partition=4&from=start";

    assertThat(alice.page("/doctor")).contains("Resume from the start …", "Records are gone.");
    assertThat(alice.page(confirm))
        .contains(
            "The load resumes at the first record that still exists.", "Resume from the start");
    HttpResponse<String> done =
        alice.post(
            confirm,
            "/doctor/holds/resume",
            Map.of("topic", "loyalty.points", "partition", "4", "from", "start"));

    assertThat(Visit.ledTo(done)).isEqualTo("/doctor");
    assertThat(alice.page("/doctor"))
        .contains(
            "loyalty.points-4 was held at offset 5 and goes on at 1,000; 995 offsets are given"
                + " up.");
    assertThat(console.consumption().asked())
        .filteredOn(each -> each.line().startsWith("POST"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.line()).isEqualTo("POST /holds/loyalty.points/4/resume?from=start");
              assertThat(each.headers())
                  .containsEntry("authorization", "Bearer " + VisitedConsole.ACT_TOKEN);
            });
  }

  @Test
  void saysInNumbersWhatResumingDoes() {
    hold("loyalty.points", "Records are gone.");
    console
        .consumption()
        .answers(
            "GET /reconciliations/r1",
            reconcile("FINISHED", "0")
                .replace(
                    "\"unproven\": 0}",
                    "\"unproven\": 0, \"result\": {\"unaccounted\": 0, \"unproven\": 0, \"partitions\": [%s, %s]}}"
                        .formatted(partition(3, 1, 2, 1), partition(4, 1_000, 9_876, 5))));
    String page = "/doctor/holds/resume?topic=loyalty.points&partition=4&from=";

    assertThat(text(console.alice().page(page + "start")))
        .contains("The topic has a lag of 5,000 records now")
        .contains("from offset 1,000 to before 9,876 , and the next offset to load was 5")
        .contains("By these numbers, 995 offsets are given up.");
    assertThat(text(console.alice().page(page + "end")))
        .contains("By these numbers, 9,871 offsets are given up.");
    assertThat(text(console.alice().page(page + "2000"))).contains("1,995 offsets are given up.");
    assertThat(text(console.alice().page(page + "2"))).contains("3 offsets are read again");
  }

  @Test
  void ofATopicThatWasMadeAgainTheOffsetsOfTheLastReconcileSayNothing() {
    hold("loyalty.points", "It was made again.");
    console
        .consumption()
        .answers(
            "GET /holds",
            "{\"holds\": [%s]}"
                .formatted(
                    HOLD.formatted("loyalty.points", "It was made again.")
                        .replace("RECORDS_GONE", "TOPIC_MADE_AGAIN")));

    assertThat(
            console.alice().page("/doctor/holds/resume?topic=loyalty.points&partition=4&from=end"))
        .contains("No reconcile tells the offsets of this partition.");
  }

  @Test
  void refusesAPlaceThatIsNone() {
    hold("loyalty.points", "Gone.");

    assertThat(
            console
                .alice()
                .get("/doctor/holds/resume?topic=loyalty.points&partition=4&from=yesterday")
                .statusCode())
        .isEqualTo(400);
    assertThat(
            console
                .alice()
                .get("/doctor/holds/resume?topic=loyalty.other&partition=4&from=end")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void saysWhyADecisionWasRefused() {
    hold("loyalty.points", "Gone.");
    console
        .consumption()
        .answers(
            "POST /holds/loyalty.points/4/resume", 409, "{\"detail\": \"It is not on hold.\"}");
    Visit alice = console.alice();

    alice.post(
        "/doctor",
        "/doctor/holds/resume",
        Map.of("topic", "loyalty.points", "partition", "4", "from", "end"));

    assertThat(alice.page("/doctor")).contains("It is not on hold.");
  }

  @Test
  void releasesRefusedEvents() {
    keepRefused();
    console.ingestion().answers("POST /refused/release", 202, "{\"released\": 1200}");
    Visit alice = console.alice();

    assertThat(alice.page("/doctor"))
        .contains("href=\"/doctor/refused/release\">Release them to the dead letters")
        .doesNotContain("action=\"/doctor/refused");
    assertThat(text(alice.page(RELEASE)))
        .contains("1,234 refused events become dead letters", "56 messages wait", "Release 1,234");
    alice.post(RELEASE, RELEASE, Map.of());

    assertThat(alice.page("/doctor")).contains("1,200 refused events become dead letters");
  }

  @Test
  void saysThatThereIsNothingToRelease() {
    assertThat(console.alice().page(RELEASE))
        .contains("keeps no refused events now")
        .doesNotContain("action=\"/doctor/refused");
  }

  @Test
  void whetherRefusedEventsAreKeptIsAFieldAndNotAText() {
    console
        .ingestion()
        .answers(
            "GET /status",
            """
            {"state": "HOLDING", "reason": "more than 50 % of the last 500 events were refused", "events": []}\
            """);
    assertThat(console.alice().page("/doctor")).doesNotContain("Release them");

    keepRefused();
    assertThat(text(console.alice().page("/doctor")))
        .contains("too many were refused. It keeps 1,234 refused events.", "Release them");
  }

  @Test
  void whoMayReadSeesNoButton_andDecidesNothing() {
    keepRefused();
    hold("loyalty.points", "Gone.");
    Visit bob = console.bob();

    assertThat(bob.page("/doctor"))
        .doesNotContain("action=\"/doctor", "Resume from")
        .contains("Releasing them needs the role act.", "It needs a decision of somebody");
    assertThat(bob.page(RELEASE))
        .contains("Releasing them needs the role act.")
        .doesNotContain("action=\"/doctor");
    assertThat(bob.post("/doctor", RELEASE, Map.of()).statusCode()).isEqualTo(403);
    assertThat(
            bob.post(
                    "/doctor",
                    "/doctor/holds/resume",
                    Map.of("topic", "loyalty.points", "partition", "4", "from", "end"))
                .statusCode())
        .isEqualTo(403);
    assertThat(console.consumption().asked()).noneMatch(each -> each.line().startsWith("POST"));
    assertThat(console.ingestion().asked()).noneMatch(each -> each.line().startsWith("POST"));
  }

  @Test
  void aDecisionWithoutTheTokenOfItsFormIsRefused() {
    assertThat(console.alice().postWithoutToken("/doctor/refused/release", Map.of()).statusCode())
        .isEqualTo(403);
  }

  @Test
  void pagesThroughTheAudit() {
    audit("alice", "\"next-page\"");

    String page = console.bob().page("/doctor/audit");

    assertThat(text(page))
        .contains(
            "2026-01-31 12:00:00 UTC alice alice alice {\"from\":\"alice\"}"
                .replace("\"", "&quot;"));
    assertThat(page).contains("href=\"/doctor/audit?before=next-page\"");
    console.bob().page("/doctor/audit?before=next-page");
    assertThat(console.consumption().asked())
        .anyMatch(each -> each.line().equals("GET /audit?before=next-page&limit=50"));
    assertThat(console.bob().get("/doctor/audit.csv").body())
        .startsWith("at,actor,action,subject,detail")
        .contains("2026-01-31T12:00:00Z,alice,alice,alice,\"{\"\"from\"\":\"\"alice\"\"}\"");
  }

  @Test
  void saysThatNothingWasDone() {
    console.consumption().answers("GET /audit", "{\"entries\": [], \"next\": null}");

    assertThat(console.bob().page("/doctor/audit")).contains("Nothing was done on request yet");
  }

  @Test
  void foreignTextIsNeverMarkup() {
    hold(SCRIPT, SCRIPT);
    audit(SCRIPT, "null");
    console
        .ingestion()
        .answers(
            "GET /status",
            """
            {"state": "HOLDING", "reason": "%1$s", "events": [], "queues":
             [{"queue": "%1$s", "waiting": 1, "inFlight": 0, "oldestSeconds": 0.0, "deadLetterQueue": 0}]}\
            """
                .formatted(SCRIPT));
    Visit alice = console.alice();

    for (String page :
        new String[] {
          alice.page("/doctor"),
          alice.page("/doctor/audit?before=%3Cscript%3E"),
          alice.page(
              "/doctor/holds/resume?topic=%3Cscript%3Ealert(1)%3C/script%3E&partition=4&from=7")
        }) {
      assertThat(page).contains("&lt;script&gt;").doesNotContain("<script>alert");
    }
  }

  private static void load(String state, String held, String lag, String through) {
    console
        .consumption()
        .answers(
            "GET /status",
            """
            {"state": "%s", "held": [%s], "deadLetters": [], "topics": [
              {"eventType": "points", "topic": "loyalty.points", "records": 1, "inserted": 1, "duplicates": 0, "conflicts": 0,
               "deadLettered": 0, "lag": %s, "loadedThrough": "%s", "secondsUntilLoss": %s}]}\
            """
                .formatted(state, held, lag, through, lag.equals("0") ? "null" : "7200.0"));
  }

  private static void hold(String topic, String reason) {
    String held = HOLD.formatted(topic, reason);
    load("HOLDING", held, "5000", "2026-01-31T12:00:00Z");
    console.consumption().answers("GET /holds", "{\"holds\": [%s]}".formatted(held));
  }

  private static void keepRefused() {
    console
        .ingestion()
        .answers(
            "GET /status",
            """
            {"state": "HOLDING", "reason": "too many were refused", "events": [], "keptRefusals": 1234, "queues":
             [{"queue": "q", "waiting": 56, "inFlight": 0, "oldestSeconds": 1.0, "deadLetterQueue": 0}]}\
            """);
  }

  private static void reconciled(String json) {
    console.consumption().answers("GET /reconciliations", json);
  }

  private static String reconcile(String state, String unaccounted) {
    return """
    {"id": "r1", "state": "%s", "deep": false, "startedAt": "2026-01-31T12:00:00Z", "endedAt": "2026-01-31T12:00:09Z",
     "partitions": 1, "partitionsDone": 1, "records": 0, "unaccounted": %s, "unproven": 0}\
    """
        .formatted(state, unaccounted);
  }

  private static String partition(int number, long logStart, long logEnd, long nextOffset) {
    return """
    {"eventType": "points", "topic": "loyalty.points", "partition": %d, "depth": "COUNTS", "logStart": %d, "logEnd": %d,
     "nextOffset": %d, "records": 0, "rows": 0, "duplicates": 0, "conflicts": 0, "deadLettered": 0, "holes": 0, "expired": 0,
     "lost": 0, "givenUp": 0, "rowsGone": 0, "unledgered": 0, "surplus": 0, "repeated": 0, "unproven": 0,
     "childrenProven": true, "unaccounted": 0, "missing": []}\
    """
        .formatted(number, logStart, logEnd, nextOffset);
  }

  private static void audit(String text, String next) {
    console
        .consumption()
        .answers(
            "GET /audit",
            """
            {"entries": [{"at": "2026-01-31T12:00:00Z", "actor": "%1$s", "action": "%1$s", "subject": "%1$s",
              "detail": {"from": "%1$s"}}], "next": %2$s}\
            """
                .formatted(text, next));
  }

  private static String page() {
    return console.bob().page("/doctor");
  }

  private static String text(String page) {
    return page.replaceAll("(?s)<[^>]*>", " ").replaceAll("\\s+", " ");
  }
}
