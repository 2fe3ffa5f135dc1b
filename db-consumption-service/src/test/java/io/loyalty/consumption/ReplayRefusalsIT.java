package io.loyalty.consumption;

import static io.loyalty.consumption.Api.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

/** Tests that an impossible replay is refused with the reason, and changes nothing. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayRefusalsIT {
  private static final String TYPE = "points-collected";
  private static final String SLOW =
      "{\"eventTypes\":[\"points-collected\"],\"recordsPerSecond\":1}";

  private Programme programme;
  private Warehouse warehouse;
  private ConfigurableApplicationContext service;
  private Api api;
  private List<Long> before;

  @BeforeAll
  void startService(LocalStack stack) {
    programme = new Programme(stack, "replay_refusals_it").withTopics(1);
    warehouse = programme.warehouse();
    service =
        programme.start(
            "consumption.replay.poll=200ms",
            // On a busy machine a conflict must not become a timeout.
            "spring.datasource.hikari.connection-timeout=30000");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'mode':'rebuild'} | there is no mode \"rebuild\"; there is merge",
        "{'from':'2026-01-01T00:00:00Z','toOffset':3} | a range is by Kafka time (from, to) or by offset (fromOffset, toOffset), not both",
        "{'fromOffset':0} | offsets (fromOffset, toOffset) need exactly one event type; 0 are asked for",
        "{'toOffset':1,'eventTypes':['device-login','offer-viewed']} | offsets (fromOffset, toOffset) need exactly one event type; 2 are asked for",
        "{'fromOffset':-1,'eventTypes':['device-login']} | an offset is at least 0",
        "{'toOffset':-1,'eventTypes':['device-login']} | an offset is at least 0",
        "{'from':'2026-02-01T00:00:00Z','to':'2026-01-01T00:00:00Z'} | from (2026-02-01T00:00:00Z) is not before to (2026-01-01T00:00:00Z)",
        "{'from':'2026-02-01T00:00:00Z','to':'2026-02-01T01:00:00+01:00'} | from (2026-02-01T00:00:00Z) is not before to (2026-02-01T00:00:00Z)",
        "{'fromOffset':5,'toOffset':5,'eventTypes':['device-login']} | fromOffset (5) is not before toOffset (5)",
        "{'occurredFrom':'2026-02-01T00:00:00Z','occurredTo':'2026-01-01T00:00:00Z'} | occurredFrom (2026-02-01T00:00:00Z) is not before occurredTo (2026-01-01T00:00:00Z)",
        "{'recordsPerSecond':0} | recordsPerSecond is 0; it is at least 1",
        "{'eventTypes':['dead-letter'],'occurredFrom':'2026-02-01T00:00:00Z'} | dead letters have no time of occurrence; choose them by Kafka time (from, to)",
        "{'fromOffset':1000,'eventTypes':['points-collected']} | the range is outside the log: of what is loaded, Kafka has offsets 0 to 299 of replay_refusals_it.points-collected-0",
        "{'from':'2100-01-01T00:00:00Z','eventTypes':['points-collected']} | the range is outside the log: of what is loaded, Kafka has offsets 0 to 299 of replay_refusals_it.points-collected-0",
        "{'evenTypes':[]} | unknown field \"evenTypes\"; the fields are all, eventTypes, mode, from, to, fromOffset, toOffset, occurredFrom, occurredTo, recordsPerSecond, dryRun",
        "{'eventTypes':'device-login'} | the field eventTypes is a list of names",
        "{'eventTypes':['device-login',null]} | the field eventTypes is a list of names",
        "{'mode':1} | the field mode is a text",
        "{'from':'yesterday'} | the field from is a time like 2026-01-31T12:00:00Z",
        "{'to':1767225600} | the field to is a time like 2026-01-31T12:00:00Z",
        "{'occurredFrom':'+1000000000-12-31T23:59:59.999999999Z'} | the field occurredFrom is a time like 2026-01-31T12:00:00Z",
        "{'from':'1969-12-31T23:59:59.999Z'} | from (1969-12-31T23:59:59.999Z) is before 1970, when Kafka's time begins",
        "{'fromOffset':1.5} | the field fromOffset is a whole number",
        "{'fromOffset':'1'} | the field fromOffset is a whole number",
        "{'toOffset':9223372036854775808} | the field toOffset is a whole number",
        "{'recordsPerSecond':2147483648} | the field recordsPerSecond is a whole number up to 2147483647",
        "{'dryRun':'true'} | the field dryRun is true or false",
        "{} | name eventTypes, or say \"all\": true for all of them, and not both",
        "{'all':false} | name eventTypes, or say \"all\": true for all of them, and not both",
        "{'dryRun':true} | name eventTypes, or say \"all\": true for all of them, and not both",
        "{'all':true,'eventTypes':['device-login']} | name eventTypes, or say \"all\": true for all of them, and not both",
        "{'all':'yes'} | the field all is true or false",
        "[] | the request body is not a JSON object",
        "null | the request body is not a JSON object",
        "'x' | the request body is not a JSON object",
      })
  void saysWhyAReplayCannotBe(String request, String sentence) {
    assertRefused(api.post("/replays", request.replace('\'', '"')), 400, sentence);
    assertNothingChanged();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{} {}", "x", "{\"dryRun\":true,\"dryRun\":false}", "{\"mode\":\"\u0000\"}"})
  void saysWhereARequestIsNoJson(String request) {
    HttpResponse<String> answer = api.post("/replays", request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Api.json(answer).get("detail").asString())
        .matches("the request body is not a JSON object; it breaks off at line 1, column \\d+");
    assertNothingChanged();
  }

  @Test
  void namesTheEventTypesThereAre() {
    HttpResponse<String> answer = api.post("/replays", "{\"eventTypes\":[\"nothing\"]}");
    assertThat(Api.json(answer).get("detail").asString())
        .startsWith("there is no event type \"nothing\"; there are coupon-redeemed, dead-letter, ")
        .doesNotContain("[", "]");
    assertNothingChanged();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"partition\":7} | Kafka has no partition replay_refusals_it.points-collected-7, of which there is load",
        "{\"topic_id\":\"00000000-0000-0000-0000-000000000001\"} | replay_refusals_it.points-collected was deleted and made again: its id is ",
        "{\"next_offset\":400} | the log of replay_refusals_it.points-collected-0 ends at offset 300, before the stored offset 400: it was cut off"
      })
  void refusesALogThatIsNotTheOneThatWasLoaded(String change, String sentence) {
    String ofTopic = " WHERE topic = 'replay_refusals_it.points-collected'";
    warehouse.change("CREATE TABLE kept AS SELECT * FROM pipeline.load_offset" + ofTopic);
    try {
      warehouse.change("DELETE FROM pipeline.load_offset" + ofTopic);
      warehouse.change(
          """
          INSERT INTO pipeline.load_offset
          SELECT (jsonb_populate_record(NULL::pipeline.load_offset, to_jsonb(k) || '%s')).* FROM kept k"""
              .formatted(change));
      HttpResponse<String> answer = api.post("/replays", SLOW);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
      assertThat(Api.json(answer).get("detail").asString()).startsWith(sentence);
      assertNothingChanged();
    } finally {
      warehouse.change("DELETE FROM pipeline.load_offset" + ofTopic);
      warehouse.change("INSERT INTO pipeline.load_offset SELECT * FROM kept");
      warehouse.change("DROP TABLE kept");
    }
  }

  @Test
  void startsOneReplayOfAType_whenManyAskAtOnce() throws Exception {
    int many = 8;
    CyclicBarrier together = new CyclicBarrier(many);
    ExecutorService askers = Executors.newFixedThreadPool(many);
    List<HttpResponse<String>> answers = new ArrayList<>();
    try {
      List<Future<HttpResponse<String>>> asked = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        asked.add(
            askers.submit(
                () -> {
                  together.await();
                  return api.post("/replays", SLOW);
                }));
      }
      for (Future<HttpResponse<String>> each : asked) {
        answers.add(each.get());
      }
    } finally {
      askers.shutdownNow();
    }

    assertThat(answers.stream().map(HttpResponse::statusCode).sorted())
        .containsExactly(202, 409, 409, 409, 409, 409, 409, 409);
    HttpResponse<String> started =
        answers.stream().filter(each -> each.statusCode() == 202).findFirst().orElseThrow();
    String id = Api.json(started).get("id").asString();
    assertThat(started.headers().firstValue("location")).hasValue("/replays/" + id);
    answers.stream()
        .filter(each -> each.statusCode() == 409)
        .forEach(
            each ->
                assertThat(Api.json(each).get("detail").asString())
                    .matches(
                        "the replay %s of points-collected is (PENDING|RUNNING); cancel it, or wait for its end"
                            .formatted(id)));
    assertThat(kept()).containsExactly(before.get(0) + 1, before.get(1) + 1);
    assertThat(
            warehouse.count(
                "pipeline.audit WHERE subject = '%s' AND actor = 'tester'".formatted(id)))
        .isEqualTo(1);
    assertThat(api.post("/replays/" + id + "/cancel", "").statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAStepThatTheStateDoesNotAllow() {
    String id = Api.json(api.post("/replays", SLOW)).get("id").asString();
    assertCannot(id, "resume", "(PENDING|RUNNING)", "resumed");
    assertThat(api.post("/replays/" + id + "/pause", "").statusCode()).isEqualTo(200);
    assertCannot(id, "pause", "PAUSED", "paused");
    assertThat(api.post("/replays/" + id + "/cancel", "").statusCode()).isEqualTo(200);
    assertCannot(id, "pause", "CANCELLED", "paused");
    assertCannot(id, "resume", "CANCELLED", "resumed");
    assertCannot(id, "cancel", "CANCELLED", "cancelled");
  }

  private void assertCannot(String id, String step, String state, String participle) {
    List<Long> now = kept();
    HttpResponse<String> answer = api.post("/replays/" + id + "/" + step, "");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(Api.json(answer).get("detail").asString())
        .matches("the replay %s is %s and can't be %s".formatted(id, state, participle));
    assertThat(kept()).isEqualTo(now);
  }

  private void assertNothingChanged() {
    assertThat(kept()).isEqualTo(before);
  }

  private List<Long> kept() {
    return List.of(warehouse.count("pipeline.replay"), warehouse.count("pipeline.audit"));
  }
}
