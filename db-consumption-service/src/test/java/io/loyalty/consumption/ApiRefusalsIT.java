package io.loyalty.consumption;

import static io.loyalty.consumption.Api.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Tests that a refused request changes nothing, and gets a problem with one sentence. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiRefusalsIT {
  private static final String TYPE = "points-collected";

  private Programme programme;
  private Warehouse warehouse;
  private ConfigurableApplicationContext service;
  private Api api;
  private List<Long> before;

  @BeforeAll
  void startService(LocalStack stack) {
    programme = new Programme(stack, "api_refusals_it").withTopics(1);
    warehouse = programme.warehouse();
    service = programme.start("consumption.replay.poll=200ms");
    api = new Api(service, Api.TOKEN);
    programme.sendAll(Event.points(300));
    warehouse.awaitRecords(TYPE, 300);
  }

  @AfterAll
  void stopService() {
    service.close();
    programme.close();
  }

  @BeforeEach
  void count() {
    before = kept();
  }

  @AfterEach
  void accountsForEveryEvent() {
    assertThat(warehouse.count("bi.points_collected")).isEqualTo(300);
    JsonNode proof = ReconcileCalls.to(service).of(TYPE, false);
    assertThat(proof.get("unaccounted").asLong()).as(proof.toString()).isZero();
  }

  @Test
  void allowsNothingThatActs_whenNoTokenIsConfigured() {
    try (ConfigurableApplicationContext open = programme.start("consumption.api.tokens=")) {
      for (Api asking : List.of(new Api(open, null), new Api(open, ""), new Api(open, Api.TOKEN))) {
        assertRefused(
            asking.post("/replays", "{}"),
            403,
            "no token is configured, so nobody may do this; set consumption.api.tokens");
      }
      assertThat(new Api(open, null).get("/replays").statusCode()).isEqualTo(200);
    }
    assertNothingChanged();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/replays", "/replays/1/pause", "/nowhere"})
  void wantsTheToken(String path) {
    HttpResponse<String> none = new Api(service, null).post(path, "{}");
    assertRefused(none, 401, "this needs a token: Authorization: Bearer <token>");
    assertThat(none.headers().firstValue("www-authenticate")).hasValue("Bearer");
    for (String wrong :
        List.of(Api.TOKEN + "2", "x".repeat(40), Api.TOKEN.toUpperCase(Locale.ROOT))) {
      HttpResponse<String> answer = new Api(service, wrong).post(path, "{}");
      assertRefused(answer, 401, "the token is not one that is configured");
      assertThat(answer.headers().firstValue("www-authenticate")).hasValue("Bearer");
    }
    assertThat(
            new Api(service, null)
                .post(path, "{}", "Authorization", "Basic " + Api.TOKEN)
                .statusCode())
        .isEqualTo(401);
    assertNothingChanged();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/pause", "/resume", "/cancel"})
  void saysThatThereIsNoSuchReplay(String step) {
    UUID none = UUID.randomUUID();
    String method = step.isEmpty() ? "GET" : "POST";
    assertRefused(
        api.send(method, "/replays/" + none + step, ""), 404, "there is no replay " + none);
    assertRefused(
        api.send(method, "/replays/last" + step, ""),
        404,
        "there is no replay of such an id; an id is a UUID");
    assertNothingChanged();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /nowhere | 404 | there is nothing at /nowhere; see /openapi.yaml",
        "POST | /nowhere | 404 | there is nothing at /nowhere; see /openapi.yaml",
        "PUT | /replays | 405 | /replays does not take PUT; it takes GET, POST",
        "POST | /status | 405 | /status does not take POST; it takes GET",
        "DELETE | /dead-letters/x | 405 | /dead-letters/x does not take DELETE; it takes GET",
        "GET | /reconcile | 404 | there is nothing at /reconcile; see /openapi.yaml",
        "PUT | /reconciliations | 405 | /reconciliations does not take PUT; it takes GET, POST",
        "GET | /reconciliations?limit=0 | 400 | limit is 0; it must be from 1 to 100",
        "GET | /reconciliations?limit=101 | 400 | limit is 101; it must be from 1 to 100",
        "GET | /reconciliations?before=last | 400 | the parameter before is an id, which is a UUID",
        "GET | /reconciliations/last | 404 | there is no reconciliation of such an id; an id is a UUID",
        "GET | /reconciliations/00000000-0000-0000-0000-000000000007 | 404 | there is no reconciliation 00000000-0000-0000-0000-000000000007",
        "GET | /dead-letters?limit=many | 400 | the parameter limit is a whole number up to 2147483647",
        "GET | /dead-letters?limit=0 | 400 | limit is 0; it must be from 1 to 1000",
        "GET | /dead-letters?groupLimit=0 | 400 | groupLimit is 0; it must be from 1 to 10000",
        "GET | /dead-letters?groupLimit=10001 | 400 | groupLimit is 10001; it must be from 1 to 10000",
        "GET | /dead-letters?limit=1001 | 400 | limit is 1001; it must be from 1 to 1000",
        "GET | /dead-letters?evenType=x | 400 | unknown parameter \"evenType\"; the parameters are after, eventType, from, groupBy, groupLimit, id, limit, path, reason, rule, serviceVersion, source, state, station, to",
        "GET | /dead-letters?state=closed | 400 | state must be open, redriven, resolved or all",
        "GET | /dead-letters?from=yesterday | 400 | from is a time like 2026-01-31T12:00:00Z",
        "GET | /dead-letters?reason=%00 | 400 | reason contains a NUL character, which is not allowed",
        "GET | /dead-letters?eventType=a%00 | 400 | eventType contains a NUL character, which is not allowed",
        "GET | /dead-letters/x | 404 | there is no dead letter of that id"
      })
  void saysWhatIsWrongWithARequest(String method, String path, int status, String sentence) {
    assertRefused(api.send(method, path, ""), status, sentence);
    assertNothingChanged();
  }

  @Test
  void wantsToKnowForWhomAnApplicationActs_whereItSaysSo() {
    String path = "/replays/%s/pause".formatted(UUID.randomUUID());
    for (String nobody : List.of("%0A", "x".repeat(65))) {
      assertRefused(
          new Api(service, Api.CONSOLE).post(path, "", "X-Actor", nobody),
          400,
          "X-Actor has 1 to 64 printable characters, as percent-encoded UTF-8, and stands once");
      assertThat(api.post(path, "", "X-Actor", nobody).statusCode()).isEqualTo(404);
    }
    assertNothingChanged();
  }

  @Test
  void answersAndTakesJsonOnly() {
    assertRefused(api.get("/status", "Accept", "text/html"), 406, "an answer is application/json");
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "nonsense")) {
      assertRefused(
          api.post("/replays", "{}", "Content-Type", type), 415, "a request is application/json");
    }
    assertNothingChanged();
  }

  private void assertNothingChanged() {
    assertThat(kept()).isEqualTo(before);
  }

  private List<Long> kept() {
    return List.of(warehouse.count("pipeline.replay"), warehouse.count("pipeline.audit"));
  }
}
