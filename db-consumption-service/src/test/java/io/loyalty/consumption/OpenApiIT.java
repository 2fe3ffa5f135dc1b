package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.face.testing.ApiMappings;
import io.loyalty.face.testing.OpenApi;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Compares the document with the service: its mappings, their parameters, and real responses. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {
  private static final OpenApi DOCUMENT = OpenApi.ofClasspath();
  private static final String ROOT = "io.loyalty.consumption";

  private final Set<String> answered = new TreeSet<>();
  private Programme programme;
  private ConfigurableApplicationContext service;
  private Api api;

  @BeforeAll
  void startService(LocalStack stack) {
    programme = new Programme(stack, "open_api_it").withTopics(2);
    service = programme.start("consumption.replay.poll=200ms", "consumption.redrive.poll=200ms");
    api = new Api(service, Api.TOKEN);
  }

  @AfterAll
  void stopService() {
    service.close();
    programme.close();
  }

  @Test
  void isServedAsItIs() {
    HttpResponse<String> answer = api.get("/openapi.yaml");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/yaml");
    assertThat(new OpenApi(answer.body()).document()).isEqualTo(DOCUMENT.document());
    assertThat(DOCUMENT.document().get("openapi").asString()).isEqualTo("3.1.0");
  }

  @Test
  void namesEveryMappingAndItsParametersAndNoOther() {
    RequestMappingHandlerMapping mappings =
        service.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    assertThat(DOCUMENT.parameters()).isEqualTo(ApiMappings.of(mappings, ROOT));
  }

  @Test
  void tellsEveryFieldThatIsAnswered() {
    programme.sendAll(Event.points(20));
    programme.send(Event.purchase(UUID.randomUUID(), "bread"));
    programme.send(Event.deadLetter("x"));
    programme.sendBytes("points-collected", 0, "garbage".getBytes(StandardCharsets.UTF_8));
    Warehouse warehouse = programme.warehouse();
    warehouse.awaitRecords("points-collected", 21);
    warehouse.awaitRecords("purchase-transaction", 1);
    warehouse.awaitRecords("dead-letter", 1);
    programme.send(
        ScorecardsIT.scorecard("till", Instant.parse("2026-03-14T12:00:00Z"), 7, "/data/x"));
    warehouse.awaitRecords("source-scorecard", 1);

    look("GET /status", "/status", 200);
    assertThat(reconcile().get("unaccounted").asLong()).isZero();
    look("GET /reconciliations", "/reconciliations", 200);
    look("GET /reconciliations", "/reconciliations?limit=0", 400);
    look("GET /reconciliations/{id}", "/reconciliations/none", 404);
    act("POST /reconciliations", "/reconciliations", "{\"eventType\":\"nothing\"}", 400);
    look("GET /holds", "/holds", 200);
    decideOnAHold(warehouse);
    JsonNode letters = look("GET /dead-letters", "/dead-letters", 200).get("deadLetters");
    assertThat(letters.size()).isEqualTo(2);
    letters.forEach(
        letter ->
            look("GET /dead-letters/{id}", "/dead-letters/" + letter.get("id").asString(), 200));
    look("GET /dead-letters/{id}", "/dead-letters/none", 404);
    scorecards();
    lookUp();
    String slow = "{\"eventTypes\":[\"points-collected\"],\"recordsPerSecond\":1}";
    act("POST /replays", "/replays", slow.replace("}", ",\"dryRun\":true}"), 200);
    JsonNode replay = act("POST /replays", "/replays", slow, 202);
    String path = "/replays/" + replay.get("id").asString();
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> look("GET /replays/{id}", path, 200).get("records").asLong() > 0);
    look("GET /replays", "/replays", 200);
    act("POST /replays/{id}/pause", path + "/pause", "", 200);
    act("POST /replays/{id}/resume", path + "/resume", "", 200);
    act("POST /replays/{id}/cancel", path + "/cancel", "", 200);
    act("POST /replays/{id}/cancel", path + "/cancel", "", 409);
    act("POST /replays", "/replays", "[]", 400);
    tryDeadLettersAgain();
    ledger();
    tables();
    audit();
    checked("POST /replays", new Api(service, null).post("/replays", "{}"), 401);
    checked("POST /replays", api.post("/replays", "{}", "Content-Type", "text/plain"), 415);
    checked("GET /status", api.get("/status", "Accept", "text/plain"), 406);

    assertThat(answered).isEqualTo(DOCUMENT.successes());
    assertThat(reconcile().get("unaccounted").asLong()).isZero();
    assertThat(warehouse.count("bi.points_collected")).isEqualTo(20);
    assertThat(warehouse.count("bi.purchase_transaction")).isEqualTo(1);
    assertThat(warehouse.count("pipeline.dead_letter")).isEqualTo(2);
  }

  /** Starts a redrive that runs until it is cancelled, because no ingestion-service is running. */
  private void tryDeadLettersAgain() {
    String filter = "{\"filter\":{\"station\":\"%s\"}%s}";
    JsonNode preview =
        act("POST /redrives", "/redrives", filter.formatted("load", ",\"dryRun\":true"), 202);
    String previewed = "/redrives/" + preview.get("id").asString();
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> look("GET /redrives/{id}", previewed, 200).get("failures").size() == 1);
    JsonNode redrive = act("POST /redrives", "/redrives", filter.formatted("validate", ""), 202);
    String path = "/redrives/" + redrive.get("id").asString();
    look("GET /redrives", "/redrives", 200);
    act("POST /redrives/{id}/pause", path + "/pause", "", 200);
    act("POST /redrives/{id}/resume", path + "/resume", "", 200);
    act("POST /redrives", "/redrives", filter.formatted("validate", ""), 409);
    act("POST /redrives/{id}/cancel", path + "/cancel", "", 200);
    act("POST /redrives/{id}/cancel", path + "/cancel", "", 409);
    look("GET /redrives/{id}", "/redrives/" + UUID.randomUUID(), 404);
    act("POST /redrives", "/redrives", "{\"filter\":{},\"patch\":{}}", 400);
    String resolve = filter.formatted("load", ",\"reason\":\"garbage\"");
    act("POST /dead-letters/resolve", "/dead-letters/resolve", filter.formatted("load", ""), 400);
    act("POST /dead-letters/resolve", "/dead-letters/resolve", resolve, 200);
    act("POST /dead-letters/resolve", "/dead-letters/resolve", resolve, 409);
    String reopen = filter.formatted("load", "");
    HttpResponse<String> ofJoerg =
        new Api(service, Api.CONSOLE).post("/dead-letters/reopen", reopen, "X-Actor", "J%C3%B6rg");
    checked("POST /dead-letters/reopen", ofJoerg, 200);
    act("POST /dead-letters/reopen", "/dead-letters/reopen", reopen, 409);
  }

  private void ledger() {
    Instant now = Instant.now();
    String path =
        "/ledger?from=%s&to=%s"
            .formatted(now.minus(Duration.ofHours(2)), now.plus(Duration.ofHours(1)));
    JsonNode hours = look("GET /ledger", path + "&eventType=points-collected", 200).get("hours");
    // The load may have gone over the turn of an hour.
    assertThat(sum(hours, "records")).isEqualTo(21);
    assertThat(sum(hours, "inserted")).isEqualTo(20);
    assertThat(sum(hours, "deadLettered")).isEqualTo(1);
    assertThat(sum(hours, "duplicates") + sum(hours, "conflicts")).isZero();
    JsonNode all = look("GET /ledger", path, 200).get("hours");
    assertThat(sum(all, "records")).isGreaterThan(22);
    assertThat(all.valueStream().map(each -> each.get("hour").asString() + each.get("eventType")))
        .doesNotHaveDuplicates()
        .isSorted();
    look("GET /ledger", path + "&eventType=nothing", 400);
    look("GET /ledger", "/ledger?from=yesterday&to=today", 400);
    look("GET /ledger", "/ledger?from=2026-01-01T00:00:00Z&to=2026-02-01T01:00:00Z", 400);
  }

  private void tables() {
    JsonNode purchases = look("GET /tables/{eventType}", "/tables/purchase-transaction", 200);
    assertThat(column(purchases.get("table"), "member_id").get("personal").asString())
        .isEqualTo("pseudonym");
    assertThat(column(purchases.get("table"), "total_amount").get("type").asString())
        .startsWith("numeric(");
    assertThat(column(purchases.get("children").get(0), "position").get("nullable").asBoolean())
        .isFalse();
    look("GET /tables/{eventType}", "/tables/nothing", 404);
  }

  private static JsonNode column(JsonNode table, String name) {
    return table
        .get("columns")
        .valueStream()
        .filter(each -> each.get("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static long sum(JsonNode hours, String outcome) {
    return hours.valueStream().mapToLong(each -> each.get(outcome).asLong()).sum();
  }

  /** Reads the audit page by page; it has all that this test has done. */
  private void audit() {
    List<JsonNode> entries = new ArrayList<>();
    JsonNode page = look("GET /audit", "/audit?limit=2", 200);
    page.get("entries").forEach(entries::add);
    while (!page.get("next").isNull()) {
      page = look("GET /audit", "/audit?limit=2&before=" + page.get("next").asString(), 200);
      page.get("entries").forEach(entries::add);
    }
    assertThat(entries)
        .allMatch(each -> Set.of("tester", "console/Jörg").contains(each.get("actor").asString()))
        .extracting(each -> each.get("action").asString())
        .containsExactly(
            "dead-letters-reopened",
            "dead-letters-resolved",
            "redrive-cancelled",
            "redrive-resumed",
            "redrive-paused",
            "redrive-started",
            "preview-started",
            "replay-cancelled",
            "replay-resumed",
            "replay-paused",
            "replay-started",
            "partition-resumed");
    assertThat(entries.get(0).get("actor").asString()).isEqualTo("console/Jörg");
    assertThat(entries.get(1).get("actor").asString()).isEqualTo("tester");
    JsonNode decision = entries.get(entries.size() - 1);
    assertThat(decision.get("subject").asString())
        .isEqualTo(programme.topic("device-login") + "-0");
    assertThat(decision.get("detail").toString())
        .contains("\"heldOffset\":9", "\"nextOffset\":0", "\"givenUp\":0");
    assertThat(entries.get(1).at("/detail/reason").asString()).isEqualTo("garbage");
    assertThat(look("GET /audit", "/audit?limit=1000", 200).get("entries"))
        .containsExactlyElementsOf(entries);
    look("GET /audit", "/audit?limit=0", 400);
    look("GET /audit", "/audit?before=yesterday", 400);
  }

  private void scorecards() {
    String path = "/scorecards?source=till&from=2026-03-14T00:00:00Z&to=%s";
    JsonNode hours =
        look("GET /scorecards", path.formatted("2026-03-15T00:00:00Z"), 200).get("hours");
    assertThat(hours.size()).isEqualTo(1);
    look("GET /scorecards", path.formatted("tomorrow"), 400);
    String sources = "/scorecards/sources?from=2026-03-14T00:00:00Z&to=%s";
    JsonNode listed =
        look("GET /scorecards/sources", sources.formatted("2026-03-15T00:00:00Z"), 200);
    assertThat(listed.get("sources").size()).isEqualTo(1);
    look("GET /scorecards/sources", sources.formatted("tomorrow"), 400);
  }

  private void lookUp() {
    String record = "purchase-transaction-%d-0";
    int partition = programme.logEnd("purchase-transaction", 0) > 0 ? 0 : 1;
    JsonNode found = look("GET /events/{id}", "/events/" + record.formatted(partition), 200);
    assertThat(found.get("events").get(0).get("row").get("children").get(0).get("count").asLong())
        .isEqualTo(1);
    look("GET /events/{id}", "/events/points-collected-0-0", 200);
    look("GET /events/{id}", "/events/dead-letter-0-0", 200);
    look("GET /events/{id}", "/events/" + UUID.randomUUID() + "?scan=true", 200);
    look("GET /events/{id}", "/events/none", 400);
    look("GET /events", "/events?field=transactionId&value=t-1", 200);
    look("GET /events", "/events?field=none&value=1", 400);
    JsonNode latest =
        look("GET /events/latest", "/events/latest?eventType=purchase-transaction", 200);
    assertThat(latest.at("/events/0/columns/total_amount").decimalValue())
        .isEqualByComparingTo("12.50");
    look("GET /events/latest", "/events/latest?eventType=nothing", 400);
  }

  private void decideOnAHold(Warehouse warehouse) {
    String topic = programme.topic("device-login");
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> warehouse.count("pipeline.load_offset WHERE topic = '" + topic + "'") > 0);
    String decide = "POST /holds/{topic}/{partition}/resume";
    String path = "/holds/" + topic + "/0/resume?from=";
    act(decide, path + "start", "", 409);
    act(decide, path + "here", "", 400);
    warehouse.change(
        """
        UPDATE pipeline.load_offset SET next_offset = 9
        WHERE partition = 0 AND topic = '%s'"""
            .formatted(topic));
    act(decide, path + "start", "", 200);
  }

  private JsonNode reconcile() {
    await().atMost(Duration.ofMinutes(3)).until(() -> warehouseHasNoneRunning());
    JsonNode begun = act("POST /reconciliations", "/reconciliations", "{\"deep\":true}", 202);
    String path = "/reconciliations/" + begun.get("id").asString();
    return await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> look("GET /reconciliations/{id}", path, 200),
            each -> each.get("state").asString().equals("FINISHED"))
        .get("result");
  }

  private boolean warehouseHasNoneRunning() {
    return programme.warehouse().count("pipeline.reconciliation WHERE state = 'RUNNING'") == 0;
  }

  private JsonNode look(String operation, String path, int status) {
    return checked(operation, api.get(path), status);
  }

  private JsonNode act(String operation, String path, String body, int status) {
    return checked(operation, api.post(path, body), status);
  }

  private JsonNode checked(String operation, HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode body = Api.json(answer);
    String type = answer.headers().firstValue("content-type").orElseThrow();
    assertThat(DOCUMENT.differences(operation, status, type, body)).as(answer.body()).isEmpty();
    if (status < 300) {
      answered.add(operation + " " + status);
    }
    return body;
  }
}
