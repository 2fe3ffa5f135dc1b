package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Tests that scorecards are loaded with their lists, and what the API tells of them. */
@ExtendWith(LocalStackExtension.class)
class ScorecardsIT {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  private static final String TILL = "/pos/319?a=1&b";

  /** Returns a scorecard; its counts are the number and what follows on it. */
  static Event scorecard(String source, Instant hour, long number, String... paths) {
    Event event = Event.of("source-scorecard", UUID.randomUUID(), hour);
    GenericRecord record = event.record();
    record.put("eventSource", source);
    long count = number;
    for (String field :
        List.of(
            "events",
            "refused",
            "otherReasons",
            "duplicates",
            "latenessP50",
            "latenessP95",
            "clockAhead",
            "clockAheadMost",
            "unknownFields",
            "failedChecks")) {
      record.put(field, count++);
    }
    record.put("activeMinutes", 1);
    record.put("longestSilence", 59);
    record.put("firstAt", ChronoUnit.MICROS.between(Instant.EPOCH, hour.plusSeconds(61)));
    record.put("lastAt", ChronoUnit.MICROS.between(Instant.EPOCH, hour.plusSeconds(62)));
    List<GenericRecord> reasons = new ArrayList<>();
    for (String path : paths) {
      GenericRecord reason = item(record, "reasons");
      reason.put("reason", "invalid");
      reason.put("path", path);
      reason.put("events", 4L);
      reasons.add(reason);
    }
    record.put("reasons", reasons);
    GenericRecord type = item(record, "types");
    type.put("eventType", "purchase-transaction");
    type.put("events", number);
    record.put("types", List.of(type));
    GenericRecord check = item(record, "checks");
    check.put("eventType", "purchase-transaction");
    check.put("name", "total-is-sum-of-lines");
    check.put("events", 1L);
    record.put("checks", List.of(check));
    return new Event("source-scorecard", null, source.getBytes(StandardCharsets.UTF_8), record);
  }

  private static GenericRecord item(GenericRecord record, String array) {
    Schema schema = record.getSchema().getField(array).schema().getElementType();
    return new GenericData.Record(schema);
  }

  @Test
  void tellsTheHoursOfASourceInOrder_withTheirLists(LocalStack stack) {
    try (Programme programme = new Programme(stack, "scorecards_it").withTopics(1);
        ConfigurableApplicationContext service = programme.start()) {
      programme.send(scorecard(TILL, NOON.plus(Duration.ofHours(1)), 200, "/data/b", "/data/a"));
      programme.send(scorecard(TILL, NOON, 100));
      programme.send(scorecard(TILL, NOON.plus(Duration.ofDays(8)), 300));
      programme.send(scorecard("/pos/1", NOON, 400, "/data/x"));
      programme.warehouse().awaitRecords("source-scorecard", 4);
      var api = new Api(service, Api.TOKEN);
      JsonNode list = Api.json(ask(api, TILL, "2026-03-14T12:30:00Z", "2026-03-22T12:00:00Z", 200));
      assertThat(list.get("source").asString()).isEqualTo(TILL);
      assertThat(list.get("from").asString()).isEqualTo("2026-03-14T12:00:00Z");
      JsonNode hours = list.get("hours");
      assertThat(hours.size()).isEqualTo(2);
      assertThat(hours.get(0).toString())
          .isEqualTo(
              """
              {"hour":"2026-03-14T12:00:00Z","events":100,"refused":101,"otherReasons":102,"duplicates":103,\
              "latenessP50":104,"latenessP95":105,"clockAhead":106,"clockAheadMost":107,"unknownFields":108,\
              "failedChecks":109,"activeMinutes":1,"longestSilence":59,"firstAt":"2026-03-14T12:01:01Z",\
              "lastAt":"2026-03-14T12:01:02Z","types":[{"eventType":"purchase-transaction","events":100}],\
              "reasons":[],"checks":[{"eventType":"purchase-transaction","name":"total-is-sum-of-lines","events":1}]}""");
      assertThat(hours.get(1).get("reasons").toString())
          .isEqualTo(
              """
              [{"reason":"invalid","rule":null,"path":"/data/b","events":4},\
              {"reason":"invalid","rule":null,"path":"/data/a","events":4}]""");
      assertThat(
              Api.json(ask(api, "/none", "2026-03-14T12:00:00Z", "2026-03-15T12:00:00Z", 200))
                  .get("hours")
                  .isEmpty())
          .isTrue();
      assertThat(sources(api, "2026-03-14T12:00:00Z", "2026-03-15T12:00:00Z"))
          .isEqualTo(
              """
              {"from":"2026-03-14T12:00:00Z","to":"2026-03-15T12:00:00Z","sources":[\
              {"source":"/pos/1","events":400,"refused":401,"duplicates":403,"hours":1,"lastHour":"2026-03-14T12:00:00Z"},\
              {"source":"/pos/319?a=1&b","events":300,"refused":302,"duplicates":306,"hours":2,\
              "lastHour":"2026-03-14T13:00:00Z"}],"more":false}\
              """);
      assertThat(sources(api, "2026-03-20T12:00:00Z", "2026-03-21T12:00:00Z"))
          .contains("\"sources\":[]");
      ask(api, TILL, "2026-03-14T12:00:00Z", "2026-04-30T12:00:00Z", 400);
      ask(api, TILL, "2026-03-14T12:00:00Z", "2026-03-14T12:00:00Z", 400);
      ask(api, TILL, "yesterday", "2026-03-14T12:00:00Z", 400);
      ask(api, "\0", "2026-03-14T12:00:00Z", "2026-03-15T12:00:00Z", 400);
    }
  }

  private static String sources(Api api, String from, String to) {
    return api.get("/scorecards/sources?from=%s&to=%s".formatted(from, to)).body();
  }

  private static HttpResponse<String> ask(
      Api api, String source, String from, String to, int status) {
    HttpResponse<String> answer =
        api.get(
            "/scorecards?source=%s&from=%s&to=%s"
                .formatted(URLEncoder.encode(source, StandardCharsets.UTF_8), from, to));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer;
  }
}
