package io.loyalty.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.events.PurchaseEnriched;
import io.loyalty.events.PurchaseTransaction;
import io.loyalty.face.TokenHash;
import io.loyalty.face.testing.OpenApi;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.stream.activity.Sales;
import io.loyalty.stream.run.StageState;
import io.loyalty.stream.run.Stages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Resets a stage on real parts. */
@ExtendWith(LocalStackExtension.class)
class ResetIT {
  private static final OpenApi DOCUMENT = OpenApi.ofClasspath();
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String READER = "a-token-that-only-allows-to-read";
  private static final int PURCHASES = 60;

  private final Instant from =
      Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(5));

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path state;

  private static ConfigurableApplicationContext start(Programme programme, String... properties) {
    return programme.start(
        Stream.concat(
                Stream.of(
                    "stream.stages=enrichment",
                    "stream.enrichment.points-window=1s",
                    "stream.enrichment.points-patience=0s",
                    "stream.session-timeout=6s"),
                Stream.of(properties))
            .toArray(String[]::new));
  }

  private List<PurchaseTransaction> day() {
    return Sales.day(new Random(3), from, from.plus(Duration.ofHours(2)), 4, PURCHASES);
  }

  private HttpResponse<String> ask(
      ConfigurableApplicationContext service, String method, String path, String token) {
    String port = service.getEnvironment().getProperty("local.server.port");
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private JsonNode asked(
      ConfigurableApplicationContext service,
      String method,
      String path,
      String operation,
      int status) {
    HttpResponse<String> answer = ask(service, method, path, Programme.TOKEN);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
    JsonNode body = JSON.readTree(answer.body());
    String type = answer.headers().firstValue("content-type").orElse("");
    assertThat(DOCUMENT.differences(operation, status, type, body)).as(path).isEmpty();
    return body;
  }

  private JsonNode reset(ConfigurableApplicationContext service, String place) {
    return asked(
        service,
        "POST",
        "/streams/enrichment/reset?from=" + place,
        "POST /streams/{stage}/reset",
        202);
  }

  private JsonNode stream(ConfigurableApplicationContext service) {
    return asked(service, "GET", "/streams", "GET /streams", 200).get("streams").get(0);
  }

  private void awaitCaughtUp(ConfigurableApplicationContext service, String application) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode stream = stream(service);
              assertThat(stream.get("applicationId").asString()).isEqualTo(application);
              assertThat(stream.get("state").asString()).isEqualTo(StageState.RUNNING.name());
              assertThat(stream.get("lag").valueStream())
                  .isNotEmpty()
                  .allSatisfy(topic -> assertThat(topic.get("records").asLong()).isZero());
            });
  }

  private static Map<UUID, List<PurchaseEnriched>> byId(Collection<PurchaseEnriched> events) {
    return events.stream()
        .map(
            event ->
                PurchaseEnriched.newBuilder(event).setReceivedAt(event.getOccurredAt()).build())
        .collect(Collectors.groupingBy(PurchaseEnriched::getEventId));
  }

  /** Each result came so often, every time the same. */
  private static void assertEach(Collection<PurchaseEnriched> events, int results, int times) {
    assertThat(byId(events)).hasSize(results);
    assertThat(byId(events).values())
        .allSatisfy(
            same -> {
              assertThat(same).hasSize(times);
              assertThat(new HashSet<>(same)).hasSize(1);
            });
  }

  private Set<String> directories() {
    try (Stream<Path> all = Files.walk(state, 2)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.contains(".stream."))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void derivesTheSameAgain_onAllInstances_andRemovesWhatWasBefore(LocalStack stack) {
    String name = "reset_all";
    String before = name + ".stream.enrichment";
    String after = before + ".1";
    try (var programme = new Programme(stack, name, state).withTopics();
        var first = start(programme);
        var second = start(programme)) {
      Programme.awaitRunning(first);
      Programme.awaitRunning(second);
      day().forEach(programme::send);
      assertEach(programme.awaitCommitted(PurchaseEnriched.class, PURCHASES), PURCHASES, 1);
      awaitCaughtUp(first, before);
      assertThat(stream(first).get("reset").isNull()).isTrue();

      JsonNode reset = reset(first, "start");
      assertThat(reset.get("applicationId").asString()).isEqualTo(after);
      assertThat(reset.get("requestedBy").asString()).isEqualTo("tester");
      assertEach(programme.awaitCommitted(PurchaseEnriched.class, 2 * PURCHASES), PURCHASES, 2);
      awaitCaughtUp(first, after);
      awaitCaughtUp(second, after);
      assertThat(stream(second).get("reset")).isEqualTo(reset);
      assertThat(stream(second).get("lastEmitted").isNull()).isFalse();

      await().atMost(PATIENCE).until(() -> !programme.groups().contains(before));
      await()
          .atMost(PATIENCE)
          .until(
              () -> programme.topics().stream().noneMatch(each -> each.startsWith(before + "-")));
      assertThat(programme.topics()).anyMatch(each -> each.startsWith(after + "-"));
      assertThat(directories()).containsExactly(after);

      programme.send(Sales.purchase("one-more", from.plus(Duration.ofHours(3)), "EUR", "1"));
      assertThat(programme.awaitCommitted(PurchaseEnriched.class, 2 * PURCHASES + 1))
          .hasSize(2 * PURCHASES + 1);
    }
  }

  @Test
  void isFollowedByAnInstanceThatWasDown_andEmitsOnlyWhatOccurredSince(LocalStack stack) {
    String name = "reset_down";
    String after = name + ".stream.enrichment.1";
    List<PurchaseTransaction> day = day();
    Instant since = from.plus(Duration.ofHours(1));
    int later = (int) day.stream().filter(each -> !each.getOccurredAt().isBefore(since)).count();
    assertThat(later).isBetween(1, PURCHASES - 1);
    String disk = "stream.state-directory=" + state.resolve("kept");
    try (var programme = new Programme(stack, name, state).withTopics()) {
      try (var down = start(programme, disk)) {
        Programme.awaitRunning(down);
        day.forEach(programme::send);
        programme.awaitCommitted(PurchaseEnriched.class, PURCHASES);
        // It ends before it can have done anything for the reset that it has taken.
        down.getBean(Stages.class).reset("enrichment", since, "tester");
      }
      try (var service = start(programme, disk)) {
        awaitCaughtUp(service, after);
        List<PurchaseEnriched> events =
            programme.awaitCommitted(PurchaseEnriched.class, PURCHASES + later);
        assertThat(byId(events)).hasSize(PURCHASES);
        assertThat(byId(events).values())
            .allSatisfy(
                same ->
                    assertThat(same).hasSize(same.get(0).getOccurredAt().isBefore(since) ? 1 : 2));
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(programme.groups()).containsExactly(after));
        assertThat(directories()).containsExactly(after);
      }
    }
  }

  @Test
  void refusesBadRequestsInOneSentence_andChangesNothing(LocalStack stack) {
    String name = "reset_refused";
    try (var programme = new Programme(stack, name, state).withTopics();
        var service =
            start(
                programme,
                "stream.api.tokens=tester:act:%s,reader:read:%s"
                    .formatted(TokenHash.of(Programme.TOKEN), TokenHash.of(READER)))) {
      Programme.awaitRunning(service);
      String act = Programme.TOKEN;
      assertThat(refusal(service, "nothing", "?from=start", act, 404))
          .contains("this instance runs no stage nothing; it runs enrichment");
      assertThat(refusal(service, "enrichment", "?from=2999-01-01T00:00:00Z", act, 400))
          .contains("from is 2999-01-01T00:00:00Z, which is in the future");
      assertThat(refusal(service, "enrichment", "?from=yesterday", act, 400))
          .contains("from is start, or a time such as 2026-01-31T12:00:00Z");
      assertThat(refusal(service, "enrichment", "", act, 400)).contains("from");
      assertThat(refusal(service, "enrichment", "?from=start", READER, 403)).contains("role");
      assertThat(refusal(service, "enrichment", "?from=start", null, 401)).contains("token");
      JsonNode stream = stream(service);
      assertThat(stream.get("reset").isNull()).isTrue();
      assertThat(stream.get("applicationId").asString()).isEqualTo(name + ".stream.enrichment");
    }
  }

  private String refusal(
      ConfigurableApplicationContext service,
      String stage,
      String query,
      String token,
      int status) {
    HttpResponse<String> answer =
        ask(service, "POST", "/streams/%s/reset%s".formatted(stage, query), token);
    assertThat(answer.statusCode()).isEqualTo(status);
    return JSON.readTree(answer.body()).get("detail").asString();
  }
}
