package io.loyalty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.cli.ServiceStub.Request;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConsumptionCommandsTest {
  private static final String PLAN =
      """
      {"dryRun":true,"records":1500,"estimatedSeconds":95.0,"estimateBasis":"%s","partitions":[
        {"topic":"loyalty.device-login","partition":3,"from":100,"to":1600,"records":1500,
         "firstTimestamp":"2026-01-01T00:00:00.5Z","lastTimestamp":"2026-01-02T00:00:00Z"}],
       "kafkaFrom":"2026-01-01T00:00:00Z","kafkaTo":null,"occurredFrom":null,"occurredTo":null}""";
  private static final String PARTITION =
      """
      {"eventType":"device-login","topic":"loyalty.device-login","partition":3,"depth":"EXACT","logStart":0,
       "logEnd":1600,"nextOffset":1600,"records":1600,"rows":1590,"duplicates":6,"conflicts":0,
       "deadLettered":0,"holes":0,"expired":3,"lost":2,"givenUp":1,"rowsGone":1,
       "unledgered":0,"surplus":0,"repeated":1200,"unproven":0,"reason":null,"childrenProven":false,"unaccounted":%d,
       "missing":[%s]}""";

  private static final String BEGIN = "POST /reconciliations";
  private static final String LOOK = "GET /reconciliations/7";

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
  void asksForAReplayWithTheTokenAndSaysItsId() {
    service.on("POST /replays", 202, Replays.running(0));
    assertThat(
            run(
                "replay",
                "purchase-transaction",
                "--from=2026-01-01",
                "--to=2026-01-02T01:00:00+01:00",
                "--occurred-from=2025-12-31T00:00:00Z",
                "--rate=500",
                "--token=secret"))
        .isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines(
            "Replay %s is started; watch it with: pipeline replays show %s --watch --url %s"
                .formatted(Replays.ID, Replays.ID, service.url()));
    Request request = service.requests().get(0);
    assertThat(request.authorization()).isEqualTo("Bearer secret");
    assertThat(json.readTree(request.body()))
        .isEqualTo(
            json.readTree(
                """
                {"eventTypes":["purchase-transaction"],"mode":"merge","from":"2026-01-01T00:00:00Z",
                 "to":"2026-01-02T00:00:00Z","fromOffset":null,"toOffset":null,
                 "occurredFrom":"2025-12-31T00:00:00Z","occurredTo":null,"recordsPerSecond":500,
                 "dryRun":false,"all":false}"""));
  }

  @Test
  void asksForAllTypesWithNone() {
    service.on("POST /replays", 202, Replays.running(0));
    assertThat(run("replay", "--all", "--token=secret")).isZero();
    assertThat(body(0).path("eventTypes").isEmpty()).isTrue();
    assertThat(body(0).path("all").asBoolean()).isTrue();
  }

  @Test
  void countsATimeAgoFromNow() {
    service.on("POST /replays", 202, Replays.running(0));
    Instant before = Instant.now();
    assertThat(run("replay", "--all", "--from=2h", "--token=secret")).isZero();
    assertThat(Instant.parse(body(0).path("from").stringValue()))
        .isBetween(before.minusSeconds(7200), Instant.now().minusSeconds(7200));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MEASURED | as fast as the last replay was",
        "CONFIGURED | by the speed that the service is configured to expect",
        "LIMIT | by the asked limit"
      })
  void showsWhatAReplayWouldDo(String basis, String told) {
    service.on("POST /replays", 200, PLAN.formatted(basis));
    assertThat(run("replay", "device-login", "--from-offset=100", "--dry-run", "--token=secret"))
        .isZero();
    assertThat(body(0).path("dryRun").booleanValue()).isTrue();
    assertThat(body(0).path("fromOffset").longValue()).isEqualTo(100);
    assertThat(out.toString().lines())
        .anyMatch(
            line ->
                line.matches(
                    "loyalty.device-login +3 +100 +1600 +1,500  2026-01-01T00:00:00Z +2026-01-02T00:00:00Z"))
        .anyMatch(line -> line.matches("total +1,500"))
        .contains("Kafka time  from 2026-01-01T00:00:00Z to the end", "event time  any")
        .contains("A dry run: nothing is replayed; it would take about 1 min 35 s, " + told + ".");
  }

  @Test
  void watchesAReplayToItsEnd() {
    service.on("POST /replays", 202, Replays.running(0));
    service.on("GET /replays/" + Replays.ID, 200, Replays.running(10_000));
    service.on("GET /replays/" + Replays.ID, 200, Replays.done());
    assertThat(run("replay", "purchase-transaction", "--watch", "--token=secret")).isZero();
    assertThat(out.toString().lines())
        .contains(
            "replay "
                + Replays.ID
                + " is RUNNING: 0.0%  0 of 20,000 records, 1,501 records/s, 1 min 15 s left")
        .last()
        .isEqualTo(
            "Replay "
                + Replays.ID
                + " is DONE: 20,000 of 20,000 records read in 13.5 s; 1,234 inserted, 5 duplicates, 0 conflicts, 1 dead letters, 2 skipped.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FAILED", "CANCELLED"})
  void endsWithCodeOneIfAWatchedReplayIsNotDone(String state) {
    service.on("POST /replays", 202, Replays.running(0));
    String end = Replays.json(state, 7, "somebody wanted it", "2026-02-01T10:00:02Z");
    service.on("GET /replays/" + Replays.ID, 200, end);
    assertThat(run("replay", "--all", "--watch", "--token=secret")).isEqualTo(1);
    assertThat(out.toString()).contains("is " + state + " (somebody wanted it): 7 of 20,000");
  }

  @Test
  void printsOneJsonDocumentForAWatchedReplay() {
    service.on("POST /replays", 202, Replays.running(0));
    service.on("GET /replays/" + Replays.ID, 200, Replays.done());
    assertThat(run("replay", "--all", "--watch", "--json", "--token=secret")).isZero();
    assertThat(json.readTree(out.toString())).isEqualTo(json.readTree(Replays.done()));
  }

  @Test
  void listsWhatIsHeldAndWhatNeedsADecision() {
    service.on(
        "GET /holds",
        200,
        """
        {"holds":[
          {"topic":"loyalty.device-login","partition":3,"code":"RECORDS_GONE","needsDecision":true,"reason":"gone"},
          {"topic":"loyalty.device-login","partition":4,"code":"TABLE","needsDecision":false,"reason":"away"}]}""");

    assertThat(run("holds")).isZero();

    assertThat(out)
        .hasToString(
            """
            loyalty.device-login-3  RECORDS_GONE (needs a decision)  gone
            loyalty.device-login-4  TABLE  away
            """);
  }

  @Test
  void decidesWhereAHeldPartitionGoesOn() {
    service.on(
        "POST /holds/loyalty.device-login/3/resume?from=start",
        200,
        """
        {"topic":"loyalty.device-login","partition":3,"heldOffset":1000,"nextOffset":6000,"givenUp":5000}""");

    assertThat(
            run("holds", "resume", "loyalty.device-login", "3", "--from=start", "--token=secret"))
        .isZero();

    assertThat(out)
        .hasToString(
            "loyalty.device-login-3 was held at offset 1,000 and goes on at 6,000; 5,000 offsets are given up.\n");
  }

  @Test
  void looksDeepWhereItIsAskedTo() {
    reconciled(reconciliation(0, ""));
    assertThat(run("reconcile", "device-login", "--deep", "--token=secret")).isZero();
    assertThat(json.readTree(service.requests().get(0).body()))
        .isEqualTo(json.readTree("{\"eventType\":\"device-login\",\"deep\":true}"));
    assertThat(service.requests().get(0).authorization()).isEqualTo("Bearer secret");
  }

  @Test
  void provesThatNothingIsUnaccountedFor() {
    reconciled(reconciliation(0, ""));
    assertThat(run("reconcile")).isZero();
    assertThat(json.readTree(service.requests().get(0).body()))
        .isEqualTo(json.readTree("{\"deep\":false}"));
    assertThat(out.toString()).contains("Reconciled: nothing is unaccounted for.");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void endsWithCodeOneAndTheOffsetsWhereRecordsAreUnaccountedFor() {
    reconciled(reconciliation(6, "5,6,7,9"));
    assertThat(run("reconcile", "device-login")).isEqualTo(1);
    assertThat(out.toString().lines())
        .contains(
            "unaccounted for in loyalty.device-login-3: offsets 5-7, 9, and 2 more",
            "loyalty.device-login-3: 1 rows are gone of records that Kafka no longer has",
            "loyalty.device-login-3: 1,200 rows repeat an event's id with another time",
            "loyalty.device-login: its child rows were not looked at; --deep does",
            "NOT reconciled: 6 records are unaccounted for.");
  }

  @Test
  void endsWithCodeOneWhereRecordsCouldNotBeRead() {
    reconciled(
        reconciliation(0, "")
            .replace("\"unproven\":0,\"reason\":null", "\"unproven\":2,\"reason\":\"bad\\nbyte\""));
    assertThat(run("reconcile", "device-login")).isEqualTo(1);
    assertThat(out.toString().lines())
        .contains("loyalty.device-login-3: 2 records or rows could not be proven: bad byte")
        .last()
        .isEqualTo("NOT reconciled: some records could not be read.");
  }

  @Test
  void endsWithCodeOneInJsonToo() {
    String found = reconciliation(1, "5");
    reconciled(found);
    assertThat(run("reconcile", "--json")).isEqualTo(1);
    assertThat(json.readTree(out.toString())).isEqualTo(json.readTree(found));
  }

  @Test
  void beginsAReconcileAfterTheOneThatRuns() {
    service.refuse(BEGIN, 409, "the reconciliation 8 runs since noon");
    service.refuse(BEGIN, 409, "the reconciliation 8 runs since noon");
    reconciled(reconciliation(0, ""));
    assertThat(run("reconcile")).isZero();
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "Another reconcile runs, and this one begins after it: the reconciliation 8 runs since noon");
    assertThat(out.toString()).contains("Reconciled: nothing is unaccounted for.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FAILED | nothing can be proven now | The reconcile failed: nothing can be proven now",
        "ABANDONED | it is gone | The reconcile was abandoned: it is gone; run it again."
      })
  void saysWhyAReconcileHasNoResult(String state, String reason, String said) {
    service.on(BEGIN, 202, reconcile("RUNNING", "null", "null"));
    service.on(LOOK, 200, reconcile(state, "\"" + reason + "\"", "null"));
    assertThat(run("reconcile")).isEqualTo(1);
    assertThat(err.toString()).isEqualToIgnoringNewLines("pipeline: " + said);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void listsDeadLettersByKind() {
    service.on(
        "GET /dead-letters?eventType=device-login&reason=invalid&limit=5",
        200,
        """
        {"groups":[{"eventType":null,"station":"validate","reason":"invalid","count":1200,
          "first":"2026-01-01T00:00:00.1Z","last":"2026-01-02T00:00:00Z","example":"ab12"}],
         "deadLetters":[{"id":"ab12","rejectedAt":"2026-01-02T00:00:00Z","station":"validate",
          "reason":"invalid","eventType":null,"eventId":null,"source":"/pos","state":"open","attempts":0}],
         "next":null}""");
    assertThat(run("dead-letters", "list", "--type=device-login", "--reason=invalid", "--limit=5"))
        .isZero();
    assertThat(out.toString().lines())
        .anyMatch(
            line ->
                line.matches(
                    " +1,200  - +validate +invalid +2026-01-01T00:00:00Z +2026-01-02T00:00:00Z +ab12"))
        .anyMatch(line -> line.matches("2026-01-02T00:00:00Z +- +validate +invalid +ab12"));
  }

  @Test
  void groupsDeadLettersByWhatIsAskedFor_andNamesTheNextPage() {
    service.on(
        "GET /dead-letters?station=validate&path=%2Fdata%2FlineItems%2F%2A%2Famount&from=2026-01-01T00%3A00%3A00Z"
            + "&id=a&id=b&state=all&groupBy=path%2Chour&limit=1",
        200,
        """
        {"groups":[{"path":"/data/lineItems/*/amount","hour":"2026-01-02T00:00:00Z","count":3,
          "first":"2026-01-01T00:00:00.1Z","last":"2026-01-02T00:00:00Z","example":"ab12"}],
         "deadLetters":[{"id":"ab12","rejectedAt":"2026-01-02T00:00:00Z","station":"validate",
          "reason":"invalid","eventType":"x","eventId":null,"source":"/pos","state":"redriven","attempts":2}],
         "next":"17-ab12"}""");
    assertThat(
            run(
                "dead-letters",
                "--stage=validate",
                "--path=/data/lineItems/*/amount",
                "--from=2026-01-01",
                "--id=a,b",
                "--state=all",
                "--group-by=path,hour",
                "--limit=1"))
        .isZero();
    assertThat(out.toString().lines())
        .anyMatch(
            line -> line.matches(" +3  /data/lineItems/[*]/amount +2026-01-02T00:00:00Z .*ab12"))
        .anyMatch(line -> line.endsWith("ab12 redriven refused again by 2 redrives"))
        .endsWith("The next page: --after 17-ab12");
  }

  @Test
  void showsADeadLetterAndNothingThatSteersTheTerminal() {
    service.on(
        "GET /dead-letters/ab12",
        200,
        """
        {"id":"ab12","rejectedAt":"2026-01-02T00:00:00Z","reason":"invalid","eventId":null,
         "violations":[{"path":"/a","rule":"required","expected":"a string","found":null}],
         "original":"{\\"a\\":\\"***\\",\\n\\u001b]0;x\\u0007}","recordPartition":3,"state":"open",
         "attempts":0,"resolutions":[{"redriveId":"r","eventPosition":0,"outcome":"refused-again",
          "violations":[{"path":"/b","rule":"integer"},{"path":"/c","rule":"integer"}]}]}""");
    assertThat(run("dead-letters", "show", "ab12")).isZero();
    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("rejected at +2026-01-02T00:00:00Z"))
        .anyMatch(line -> line.matches("violations +path /a, rule required, expected a string"))
        .anyMatch(line -> line.matches("record partition +3"))
        .anyMatch(
            line ->
                line.matches(
                    "resolutions +redrive id r, event position 0, outcome refused-again, "
                        + "violations path /b, rule integer; path /c, rule integer"))
        .noneMatch(line -> line.startsWith("event id"))
        .endsWith("{\"a\":\"***\",", "\\u001b]0;x\\u0007}");
  }

  @ParameterizedTest
  @CsvSource({
    "400,'there is no event type like purchase'",
    "403,'no token is configured, so nobody may do this; set consumption.api.tokens'",
    "409,'a replay of purchase-transaction is running'"
  })
  void saysWhatTheServiceSays(int status, String detail) {
    service.refuse("POST /replays", status, detail);
    assertThat(run("replay", "purchase", "--token=secret")).isEqualTo(1);
    assertThat(err.toString()).isEqualToIgnoringNewLines("pipeline: " + detail);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void namesTheTokenThatIsWrongAndNeverShowsIt() {
    service.refuse("POST /replays", 401, "the token is wrong");
    assertThat(run("replay", "--all", "--token=secret")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "pipeline: db-consumption-service does not take the token of --token: the token is wrong");
  }

  @Test
  void saysThatATokenIsMissing() {
    service.refuse("POST /replays", 401, "a token is missing");
    assertThat(run("replay", "--all")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "pipeline: db-consumption-service wants a token; give one by PIPELINE_TOKEN, or --token");
    assertThat(service.requests().get(0).authorization()).isNull();
  }

  @Test
  void saysThatTheServiceIsNotRunning() {
    String url = service.url();
    service.close();
    assertThat(run("reconcile")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "pipeline: db-consumption-service does not answer at %s; is it running?"
                .formatted(url));
  }

  @Test
  void saysThatTheServiceCannotAnswerNow() {
    service.refuse(BEGIN, 503, "the database does not answer");
    assertThat(run("reconcile")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "pipeline: db-consumption-service can't answer now: the database does not answer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "\"\"", "{\"unaccounted\":0}", "<html>", ""})
  void neverTakesAnythingElseForAProof(String answer) {
    service.on(BEGIN, 202, answer);
    assertNotUnderstood();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "\"\"", "{\"unaccounted\":0}"})
  void neverTakesAnotherResultForAProof(String result) {
    reconciled(result);
    assertNotUnderstood();
  }

  @Test
  void neverTakesNoResultForAProof() {
    reconciled("null");
    assertThat(run("reconcile")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "pipeline: The reconcile has finished, but db-consumption-service does not tell what it found.");
  }

  private void assertNotUnderstood() {
    assertThat(run("reconcile")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "pipeline: What %s answers can't be understood; is it db-consumption-service, in this version?"
                .formatted(service.url()));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void saysThatAnotherServiceIsThere() {
    assertThat(run("replays")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "pipeline: %s answers with HTTP 404; is it db-consumption-service, in this version?"
                .formatted(service.url()));
  }

  @ParameterizedTest
  @CsvSource({
    "replay,Name event types or --all",
    "replay device-login --all,Name event types or --all",
    "replay --all --dry-run --watch,A --dry-run replays nothing",
    "replay --all --from=yesterday,'''yesterday'' is no time like'",
    "replays pause,Missing required parameter: 'ID'",
    "replays show --watch,Missing required parameter: 'ID'",
    "replays stop x,Unmatched arguments",
    "reconcile --deeply,Unknown option",
    "dead-letters show,Missing required parameter: 'ID'",
    "dead-letters list x,Unmatched argument",
    "dead-letters --group-by=colour,Invalid value for option '--group-by'",
    "dead-letters --state=closed,Invalid value for option '--state'",
    "status,--url and --ingestion-url"
  })
  void asksNothingForACommandThatIsNotUnderstood(String line, String said) {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(err.toString().lines().findFirst().orElseThrow()).containsIgnoringCase(said);
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void showsTheStatusOfDeployedServicesAndNothingOfAQueue() {
    service.on(
        "GET /status",
        200,
        """
        {"state":"RUNNING","reason":null,"held":[],"deadLetters":[],"topics":[{"eventType":
          "device-login","topic":"loyalty.device-login","records":9,"inserted":7,"duplicates":2,
          "conflicts":0,"deadLettered":0,"lag":3,"loadedThrough":null}],"events":[{"eventType":
          "device-login","received":12,"published":11,"deadLettered":0,"redelivered":0,"returned":0}]}""");
    assertThat(run("status", "--ingestion-url=" + service.url() + "/")).isZero();
    assertThat(out.toString().lines())
        .contains("consumption  RUNNING")
        .anyMatch(line -> line.matches("total +12 +11 +7 +2 +0  3 on topics"));
  }

  @Test
  void asksForTheStatusOfDeployedServicesWithTheToken_andSaysWhereOneIsMissing() {
    service.refuse("GET /status", 401, "this needs a token");
    assertThat(run("status", "--ingestion-url=" + service.url())).isEqualTo(1);
    assertThat(err.toString())
        .contains("wants a token; give one by PIPELINE_TOKEN, or --token")
        .doesNotContain("is it running");

    assertThat(run("status", "--token=secret", "--ingestion-url=" + service.url())).isEqualTo(1);
    assertThat(err.toString()).contains("does not take the token of --token");
    assertThat(service.requests().get(service.requests().size() - 1).authorization())
        .isEqualTo("Bearer secret");
  }

  private String reconciliation(long unaccounted, String missing) {
    return "{\"unaccounted\":%d,\"unproven\":0,\"partitions\":[%s]}"
        .formatted(unaccounted, PARTITION.formatted(unaccounted, missing));
  }

  private static String reconcile(String state, String reason, String result) {
    return """
        {"id":"7","state":"%s","reason":%s,"requestedBy":"me","eventType":null,"deep":false,
         "startedAt":"2026-01-01T00:00:00Z","endedAt":null,"partitions":4,"partitionsDone":1,"records":0,
         "unaccounted":null,"unproven":null,"result":%s}"""
        .formatted(state, reason, result);
  }

  /** Makes the service run a reconciliation with this result. */
  private void reconciled(String result) {
    service.on(BEGIN, 202, reconcile("RUNNING", "null", "null"));
    service.on(LOOK, 200, reconcile("RUNNING", "null", "null"));
    service.on(LOOK, 200, reconcile("FINISHED", "null", result));
  }

  private JsonNode body(int request) {
    return json.readTree(service.requests().get(request).body());
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--url=" + service.url());
    return Pipeline.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }
}
