package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(LocalStackExtension.class)
class ReplayIT {
  private static final Duration LONG = Duration.ofSeconds(40);
  private static final String TOKEN = "open-sesame";
  private static final String[] QUICK = {
    "consumption.api.token=" + TOKEN,
    "consumption.replay.poll=200ms",
    "consumption.replay.lease=1s",
    "consumption.replay.retry=200ms"
  };

  private final LocalStack stack;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private Programme programme;
  private Warehouse warehouse;
  private ConfigurableApplicationContext service;

  ReplayIT(LocalStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void startService(TestInfo test) {
    String name = "replay_it_" + Integer.toHexString(test.getDisplayName().hashCode());
    programme = new Programme(stack, name).withTopics(2);
    warehouse = programme.warehouse();
    service = programme.start(QUICK);
  }

  @AfterEach
  void stopService() {
    service.close();
    programme.close();
  }

  @Test
  void restoresWhatIsMissing_whileTheLoadGoesOn_andChangesNothingTheSecondTime() {
    List<Event> events = new ArrayList<>(Event.points(3_000));
    for (int i = 0; i < 900; i++) {
      events.add(Event.purchase(UUID.randomUUID(), "a", "b", "c"));
    }
    programme.sendAll(events);
    warehouse.awaitRecords("points-collected", 3_000);
    warehouse.awaitRecords("purchase-transaction", 900);
    List<String> before = checksums();
    warehouse.change("DELETE FROM bi.points_collected WHERE kafka_offset % 3 = 1");
    warehouse.change("DELETE FROM bi.purchase_transaction WHERE kafka_offset % 3 = 1");
    warehouse.change(
        "DELETE FROM bi.purchase_transaction_line_item WHERE kafka_offset % 3 = 1 OR (kafka_offset + position) % 3 = 2");
    assertThat(checksums()).isNotEqualTo(before);

    String first = start("{}");
    programme.sendAll(Event.points(500));
    JsonNode done = awaitState(first, "DONE");

    assertThat(warehouse.count("bi.purchase_transaction_line_item")).isEqualTo(2_700);
    assertThat(done.get("records").asLong()).isEqualTo(done.get("totalRecords").asLong());
    assertThat(done.get("inserted").asLong()).isBetween(1L, 3_900L);
    assertThat(done.get("conflicts").asLong()).isZero();
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(warehouse.count("bi.points_collected")).isEqualTo(3_500));
    List<String> restored = checksums();
    String second = start("{}");
    JsonNode again = awaitState(second, "DONE");
    assertThat(again.get("inserted").asLong()).isZero();
    assertThat(again.get("duplicates").asLong()).isEqualTo(4_400);
    assertThat(checksums()).isEqualTo(restored);
    assertThat(checksums().get(1)).isEqualTo(before.get(1));
    assertThat(checksums().get(2)).isEqualTo(before.get(2));
    assertThat(warehouse.count("pipeline.audit WHERE action = 'replay-started'")).isEqualTo(2);
  }

  @Test
  void pausesResumesAndCancels_atItsSpeed() {
    programme.sendAll(Event.points(2_000));
    warehouse.awaitRecords("points-collected", 2_000);
    String id = start("{\"eventTypes\":[\"points-collected\"],\"recordsPerSecond\":200}");
    await().atMost(LONG).untilAsserted(() -> assertThat(read(id, "records")).isPositive());
    assertThat(post("/replays", TOKEN, "{}").statusCode()).isEqualTo(409);
    assertThat(post("/replays/" + id + "/pause", TOKEN, "").statusCode()).isEqualTo(200);
    long paused = read(id, "records");
    assertThat(paused).isLessThan(2_000);
    assertThat(post("/replays/" + id + "/pause", TOKEN, "").statusCode()).isEqualTo(409);
    assertThat(post("/replays/" + id + "/resume", TOKEN, "").statusCode()).isEqualTo(200);
    await().atMost(LONG).untilAsserted(() -> assertThat(read(id, "records")).isGreaterThan(paused));
    assertThat(post("/replays/" + id + "/cancel", TOKEN, "").statusCode()).isEqualTo(200);
    awaitState(id, "CANCELLED");
    assertThat(warehouse.count("bi.points_collected")).isEqualTo(2_000);
  }

  @Test
  void refusesWithOneSentence_andChangesNothing() {
    programme.sendAll(Event.points(10));
    warehouse.awaitRecords("points-collected", 10);
    assertThat(post("/replays", null, "{}").statusCode()).isEqualTo(401);
    assertThat(post("/replays", "wrong", "{}").statusCode()).isEqualTo(401);
    for (String bad :
        List.of(
            "{\"eventTypes\":[\"nothing\"]}",
            "{\"from\":\"2026-02-01T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}",
            "{\"eventTypes\":[\"points-collected\"],\"fromOffset\":1000}",
            "{\"from\":\"2100-01-01T00:00:00Z\"}",
            "{\"fromOffset\":0}",
            "{\"evenTypes\":[]}",
            "{\"mode\":\"rebuild\"}")) {
      HttpResponse<String> answer = post("/replays", TOKEN, bad);
      assertThat(answer.statusCode()).as(bad + answer.body()).isEqualTo(400);
      assertThat(json.readTree(answer.body()).get("detail").asString()).isNotBlank();
    }
    assertThat(warehouse.count("pipeline.replay")).isZero();
    JsonNode dry =
        json.readTree(
            post("/replays", TOKEN, "{\"eventTypes\":[\"points-collected\"],\"dryRun\":true}")
                .body());
    assertThat(dry.get("records").asLong()).isEqualTo(10);
    assertThat(dry.get("occurredFrom").asString()).isEqualTo("2026-03-14T12:00:00Z");
    assertThat(warehouse.count("pipeline.replay")).isZero();
  }

  private List<String> checksums() {
    List<String> sums = new ArrayList<>();
    for (String table :
        List.of("points_collected", "purchase_transaction", "purchase_transaction_line_item")) {
      sums.add(
          warehouse
              .jdbc()
              .sql(
                  """
                  SELECT count(*) || ':' || coalesce(md5(string_agg(h, '' ORDER BY h)), '')
                  FROM (SELECT md5((to_jsonb(t) - 'loaded_at')::text) AS h FROM bi.%s t) x"""
                      .formatted(table))
              .query(String.class)
              .single());
    }
    return sums;
  }

  private String start(String body) {
    HttpResponse<String> answer = post("/replays", TOKEN, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return json.readTree(answer.body()).get("id").asString();
  }

  private JsonNode awaitState(String id, String state) {
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(replay(id).get("state").asString()).isEqualTo(state));
    return replay(id);
  }

  private long read(String id, String field) {
    return replay(id).get(field).asLong();
  }

  private JsonNode replay(String id) {
    return json.readTree(answered(HttpRequest.newBuilder(uri("/replays/" + id)).build()).body());
  }

  private HttpResponse<String> post(String path, String token, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return answered(request.build());
  }

  private HttpResponse<String> answered(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private URI uri(String path) {
    return URI.create(
        "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port") + path);
  }
}
