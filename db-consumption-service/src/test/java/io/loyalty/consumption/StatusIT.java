package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(LocalStackExtension.class)
class StatusIT {
  private static final Duration LONG = Duration.ofMinutes(3);

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();

  @Test
  void tellsWhatBecameOfEachTopicAndWhatIsStillToLoad(LocalStack stack) {
    try (Programme programme = new Programme(stack, "status_it").withTopics(1);
        ConfigurableApplicationContext service = programme.start()) {
      programme.sendAll(
          List.of(Event.points(UUID.randomUUID(), 1), Event.points(UUID.randomUUID(), 2)));
      programme.sendBytes("points-collected", 0, "garbage".getBytes(StandardCharsets.UTF_8));
      programme.send(Event.deadLetter("z"));
      programme.warehouse().awaitRecords("points-collected", 3);
      programme.warehouse().awaitRecords("dead-letter", 1);

      Instant loaded = Instant.now();
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> {
                JsonNode idle = topic(get(service, "/status"), "offer-viewed");
                assertThat(idle.get("loadedThrough").isNull()).isFalse();
                assertThat(Instant.parse(idle.get("loadedThrough").asString())).isAfter(loaded);
              });
      JsonNode status = get(service, "/status");

      assertThat(status.get("state").asString()).isEqualTo("RUNNING");
      assertThat(status.get("held").isEmpty()).isTrue();
      assertThat(status.get("topics").size()).isEqualTo(Programme.CATALOGUE.allTypes().size());
      JsonNode points = topic(status, "points-collected");
      assertThat(points.get("topic").asString()).isEqualTo("status_it.points-collected");
      assertThat(points.get("records").asLong()).isEqualTo(3);
      assertThat(points.get("inserted").asLong()).isEqualTo(2);
      assertThat(points.get("deadLettered").asLong()).isEqualTo(1);
      assertThat(points.get("duplicates").asLong() + points.get("conflicts").asLong()).isZero();
      assertThat(points.get("lag").asLong()).isZero();
      assertThat(topic(status, "dead-letter").get("inserted").asLong()).isEqualTo(1);
      assertThat(
              StreamSupport.stream(status.get("deadLetters").spliterator(), false)
                  .map(each -> each.get("station").asString() + " " + each.get("count").asLong()))
          .containsExactlyInAnyOrder("load 1", "validate 1");
      assertThat(get(service, "/actuator/health").get("status").asString()).isEqualTo("UP");
      assertThat(
              programme
                  .warehouse()
                  .count(
                      """
                      pipeline.freshness
                      WHERE event_type = 'points-collected' AND open_dead_letters = 2
                        AND loaded_through IS NOT NULL AND latest_load IS NOT NULL"""))
          .isEqualTo(1);
      assertThat(programme.warehouse().account("points-collected"))
          .isEqualTo(new Account(3, 2, 0, 0, 1));
      programme.warehouse().assertRowsAreAccountedFor("points-collected");
      programme.assertNothingIsUnaccountedFor(service);
    }
  }

  @Test
  void startsWithoutItsDatabaseAndLoadsOnceItIsThere(LocalStack stack) {
    try (Programme programme = Programme.onAnEmptyDatabase(stack, "status_late_it").withTopics(1)) {
      programme.send(Event.points(UUID.randomUUID(), 1));
      stack.stopPostgres();
      try (ConfigurableApplicationContext service = programme.start()) {
        JsonNode status = get(service, "/status");
        assertThat(status.get("state").asString()).isEqualTo("STARTING");
        assertThat(status.get("topics").isEmpty()).isTrue();
        stack.startPostgres();

        assertThat(programme.warehouse().awaitRecords("points-collected", 1))
            .isEqualTo(new Account(1, 1, 0, 0, 0));
        programme.warehouse().assertRowsAreAccountedFor("points-collected");
        programme.assertNothingIsUnaccountedFor(service);
      } finally {
        stack.startPostgres();
      }
    }
  }

  private static JsonNode topic(JsonNode status, String eventType) {
    return StreamSupport.stream(status.get("topics").spliterator(), false)
        .filter(each -> each.get("eventType").asString().equals(eventType))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode get(ConfigurableApplicationContext service, String path) {
    String port =
        service
            .getEnvironment()
            .getProperty(
                path.startsWith("/actuator") ? "local.management.port" : "local.server.port");
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.ofString());
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
