package io.loyalty.stream.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.events.PurchaseTransaction;
import io.loyalty.events.SkippedEvent;
import io.loyalty.events.StoreActivity;
import io.loyalty.face.testing.ApiMappings;
import io.loyalty.face.testing.OpenApi;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.stream.Programme;
import io.loyalty.stream.StreamApplication;
import io.loyalty.stream.stage.Stage;
import io.loyalty.stream.stage.StageTopology;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Counts with several instances on real parts, and asks them. */
@ExtendWith(LocalStackExtension.class)
class ActivityIT {
  private static final OpenApi DOCUMENT = OpenApi.ofClasspath();
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int STORES = 6;

  /** All minutes of it are past their grace: a test closes them by what it says is quiet. */
  private final Instant from =
      Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(5));

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path state;

  private static ConfigurableApplicationContext start(
      Programme programme, String quiet, String... properties) {
    return programme.start(
        Stream.concat(
                Stream.of(
                    "stream.stages=activity",
                    "stream.window.idle=400ms",
                    "stream.activity.quiet=" + quiet,
                    "stream.session-timeout=6s",
                    "stream.api.anonymous-reading=false"),
                Stream.of(properties))
            .toArray(String[]::new));
  }

  private <T> HttpResponse<T> get(
      ConfigurableApplicationContext service, String path, BodyHandler<T> body) {
    String port = service.getEnvironment().getProperty("local.server.port");
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
              .header("Authorization", "Bearer " + Programme.TOKEN)
              .build(),
          body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private JsonNode look(
      ConfigurableApplicationContext service, String operation, String path, int status) {
    HttpResponse<String> answer = get(service, path, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
    JsonNode body = JSON.readTree(answer.body());
    String type = answer.headers().firstValue("content-type").orElse("");
    assertThat(DOCUMENT.differences(operation, status, type, body)).as(path).isEmpty();
    return body;
  }

  /** Returns what an instance says of all stores, as rows of SQL. */
  private Map<String, String> asked(ConfigurableApplicationContext service) {
    Map<String, String> rows = new TreeMap<>();
    for (int number = 0; number < STORES; number++) {
      String path = "/stores/store-%d?hours=24".formatted(number);
      JsonNode store = look(service, "GET /stores/{id}", path, 200);
      for (JsonNode minute : store.get("minutes")) {
        for (JsonNode each : minute.get("baskets")) {
          rows.put(
              "%s %s %s"
                  .formatted(
                      store.get("storeId").asString(),
                      minute.get("minute").asString(),
                      each.get("currency").asString()),
              "sales %d, returns %d, identified %d, revenue %s, returned %s, lines %d, quantity %s"
                  .formatted(
                      each.get("sales").asLong(),
                      each.get("returns").asLong(),
                      each.get("identified").asLong(),
                      each.get("revenue").asString(),
                      each.get("returned").asString(),
                      each.get("lines").asLong(),
                      each.get("quantity").asString()));
        }
      }
    }
    return rows;
  }

  private void awaitRows(
      ConfigurableApplicationContext service, List<PurchaseTransaction> purchases) {
    Map<String, String> expected = Sales.grouped(purchases);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(asked(service)).isEqualTo(expected));
  }

  private static void send(Programme programme, List<PurchaseTransaction> purchases, int seed) {
    List<PurchaseTransaction> mixed = new ArrayList<>(purchases);
    Collections.shuffle(mixed, new Random(seed));
    mixed.forEach(programme::send);
  }

  @Test
  void equalsSqlForEachMinute_withTwoInstancesOfWhichEitherIsStopped(LocalStack stack) {
    List<PurchaseTransaction> day =
        Sales.day(new Random(5), from, from.plus(Duration.ofHours(2)), STORES, 600);
    List<PurchaseTransaction> early = day.subList(0, 300);
    try (var programme = new Programme(stack, "activity_two", state).withTopics()) {
      // Nothing is closed: so much time does not go by.
      ConfigurableApplicationContext second = start(programme, "1h");
      try (var first = start(programme, "1h")) {
        Programme.awaitRunning(first);
        Programme.awaitRunning(second);
        send(programme, early, 1);
        awaitRows(first, early);
        awaitRows(second, early);
      }
      send(programme, day, 2);
      awaitRows(second, day);
      try (var third = start(programme, "1h")) {
        Programme.awaitRunning(third);
        send(programme, day, 3);
        second.close();
        awaitRows(third, day);
        assertThat(programme.committed(StoreActivity.class)).isEmpty();
      }
      try (var last = start(programme, "1ms");
          var beside = start(programme, "1ms")) {
        int rows = Sales.grouped(day).size();
        assertThat(Sales.rows(programme.awaitCommitted(StoreActivity.class, rows)))
            .isEqualTo(Sales.grouped(day));
        PurchaseTransaction late =
            Sales.purchase("store-1", day.get(0).getOccurredAt(), "EUR", "1");
        PurchaseTransaction known =
            PurchaseTransaction.newBuilder(late).setStoreId(day.get(0).getStoreId()).build();
        programme.send(known);
        send(programme, day, 4);
        assertThat(programme.awaitCommitted(SkippedEvent.class, 1))
            .singleElement()
            .satisfies(
                each -> {
                  assertThat(each.getReason()).isEqualTo("LATE");
                  assertThat(each.getSkippedId()).isEqualTo(known.getEventId());
                });
        awaitRows(last, day);
        Programme.awaitRunning(beside);
        await("the other one says so too, once it has joined")
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(
                            look(beside, "GET /stores/{id}", "/stores/store-1?hours=24", 200)
                                .get("minutes")
                                .valueStream())
                        .isNotEmpty()
                        .allSatisfy(
                            minute -> assertThat(minute.get("closed").asBoolean()).isTrue()));
        assertThat(programme.committed(StoreActivity.class)).hasSize(rows);
      }
    }
  }

  @Test
  void answersByItsDocument(LocalStack stack) {
    try (var programme = new Programme(stack, "activity_api", state);
        var service = start(programme, "1h")) {
      HttpResponse<String> early = get(service, "/stores", BodyHandlers.ofString());
      assertThat(early.statusCode()).isEqualTo(503);
      assertThat(early.headers().firstValue("retry-after")).hasValue("2");
      assertThat(early.body()).contains("the stage activity starts");
      programme.withTopics();
      Programme.awaitRunning(service);
      assertThat(DOCUMENT.parameters())
          .isEqualTo(
              ApiMappings.of(
                  service.getBean(
                      "requestMappingHandlerMapping", RequestMappingHandlerMapping.class),
                  "io.loyalty.stream"));
      programme.send(Sales.purchase("a", Instant.now(), "EUR", "2.00"));
      programme.send(Sales.purchase("b", Instant.now(), "CHF", "2.00"));
      programme.send(Sales.coupon("b", Instant.now()));
      programme.send(Sales.purchase("c/1 ä", Instant.now(), "EUR", "3.00"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          look(service, "GET /stores", "/stores", 200).get("stores").valueStream())
                      .extracting(each -> each.get("storeId").asString())
                      .containsExactly("a", "b", "c/1 ä"));
      JsonNode withSlash = look(service, "GET /stores/{id}", "/stores/c%2F1%20%C3%A4", 200);
      assertThat(withSlash.get("storeId").asString()).isEqualTo("c/1 ä");
      assertThat(withSlash.get("minutes").valueStream()).hasSize(1);
      look(service, "GET /stages", "/stages", 200);
      look(service, "GET /stores", "/stores?minutes=0", 400);
      look(service, "GET /stores", "/stores?minutes=many", 400);
      look(service, "GET /stores", "/stores?local=perhaps", 400);
      look(service, "GET /stores/{id}", "/stores/b?hours=25", 400);
      JsonNode unknown = look(service, "GET /stores/{id}", "/stores/unknown", 200);
      assertThat(unknown.get("minutes").size()).isZero();
    }
  }

  /** Derives nothing. */
  static class OtherStage implements Stage {
    @Override
    public String name() {
      return "other";
    }

    @Override
    public void describe(StageTopology topology) {
      topology.read(PurchaseTransaction.class);
    }
  }

  @Test
  void saysThatAnInstanceDoesNotCount(LocalStack stack) {
    try (var programme = new Programme(stack, "activity_none", state);
        var service =
            new SpringApplicationBuilder(StreamApplication.class, OtherStage.class)
                .run(
                    programme
                        .arguments(
                            "server.port=0", "management.server.port=0", "stream.stages=other")
                        .toArray(String[]::new))) {
      JsonNode problem = look(service, "GET /stores", "/stores", 404);
      assertThat(problem.get("detail").asString())
          .isEqualTo(
              "this instance does not run the stage activity (stream.stages); ask one that does");
      assertThat(get(service, "/stores/s/live", BodyHandlers.ofString()).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void tellsListenersWhatHappens_andRefusesWhomItHasNoPlaceFor(LocalStack stack) {
    try (var programme = new Programme(stack, "activity_live", state).withTopics();
        var service = start(programme, "1h", "stream.api.listeners=1")) {
      Programme.awaitRunning(service);
      HttpResponse<Stream<String>> live = get(service, "/stores/s/live", BodyHandlers.ofLines());
      assertThat(live.statusCode()).isEqualTo(200);
      HttpResponse<String> refused = get(service, "/stores/s/live", BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("retry-after")).hasValue("2");
      assertThat(refused.body()).contains("1 listeners are connected");
      programme.send(Sales.purchase("s", Instant.now(), "EUR", "2.00"));
      try (Stream<String> lines = live.body()) {
        var each = lines.iterator();
        String line = each.next();
        while (!line.contains("\"revenue\":\"2.00\"")) {
          line = each.next();
        }
        while (!line.startsWith(":")) {
          line = each.next();
        }
        assertThat(line).isEqualTo(":nothing new");
      }
      // The place is free again once the service has seen that nobody listens.
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                programme.send(Sales.purchase("s", Instant.now(), "EUR", "2.00"));
                HttpResponse<Stream<String>> next =
                    get(service, "/stores/s/live", BodyHandlers.ofLines());
                next.body().close();
                return next.statusCode() == 200;
              });
    }
  }
}
